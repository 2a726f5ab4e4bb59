"""What `check` has found, in every format that it speaks."""
