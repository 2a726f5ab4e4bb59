"""What `kumkm verify` has proved, in text and as data."""
