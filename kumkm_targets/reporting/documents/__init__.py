"""Reports as paper has them: the parts of a document, and what writes each kind of file from them."""
