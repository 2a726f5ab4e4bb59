"""Plan folders on disk: the only layer that touches files."""
