"""The forms of reports, each made into a document."""
