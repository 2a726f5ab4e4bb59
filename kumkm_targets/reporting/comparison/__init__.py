"""One indicator across plans."""
