"""Reports on paper: a document measured, laid out by Typst, and tagged for those who listen to it."""
