"""A document as a page for browsers: one file that needs nothing else, neither network nor script to be read."""
