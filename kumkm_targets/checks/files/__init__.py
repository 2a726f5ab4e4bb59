"""1xx: what is wrong with a file whatever it says: how it is written, and what its format allows."""
