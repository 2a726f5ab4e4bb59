"""5xx: what binds figures to each other: formulas, relations, and how they come to their values."""
