"""What is due before the meeting."""
