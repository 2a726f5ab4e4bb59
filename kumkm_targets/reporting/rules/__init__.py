"""The pages of the checks."""
