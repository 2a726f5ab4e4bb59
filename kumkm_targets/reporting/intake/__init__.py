"""What an import would do, and what of it was refused."""
