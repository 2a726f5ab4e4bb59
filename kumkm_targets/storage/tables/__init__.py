"""Tables that come from outside: workbooks and CSV files, read within bounds."""
