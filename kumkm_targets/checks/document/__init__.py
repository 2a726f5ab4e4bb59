"""2xx: the plan as a document: what it is, whose it is, and what it refers to."""
