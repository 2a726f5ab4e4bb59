"""Reports as files: forms, and what writes them."""
