"""Who recorded what when, and why: the ledger of a plan as text, Markdown, JSON and CSV."""
