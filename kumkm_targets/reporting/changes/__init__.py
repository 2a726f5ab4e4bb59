"""What changed between two revisions of a workspace, in words: as text, Markdown and JSON."""
