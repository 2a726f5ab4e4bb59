"""The targets of several plans side by side."""
