"""What closing a year shows: what is lacking, what is closed, and that it is."""
