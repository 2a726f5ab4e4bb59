"""The status table of a plan, and the overview of all plans."""
