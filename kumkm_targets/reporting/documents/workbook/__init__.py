"""A document as a workbook: real numbers, live formulas, and where each figure comes from."""
