"""3xx and 6xx: what a plan promises: targets, the baselines they start from, and their amendments."""
