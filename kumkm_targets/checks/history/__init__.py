"""42x: what may not change any more: a plan at an earlier revision beside the same plan now."""
