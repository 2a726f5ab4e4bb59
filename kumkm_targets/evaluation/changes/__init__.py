"""What differs between two states of a plan: declared, recorded, and what that does to achievement."""
