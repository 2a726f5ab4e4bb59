"""The form that is filled in: as a workbook and as CSV, and the words on it."""
