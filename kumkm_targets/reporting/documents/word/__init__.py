"""A document as a text document (.docx) that can be edited further."""
