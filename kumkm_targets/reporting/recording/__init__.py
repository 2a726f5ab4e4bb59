"""What recording changes, and all that was recorded."""
