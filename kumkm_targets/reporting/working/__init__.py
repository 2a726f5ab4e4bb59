"""The working of figures: formulas, paces and achievements with their numbers put in."""
