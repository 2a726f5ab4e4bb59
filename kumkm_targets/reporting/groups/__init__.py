"""Objectives and programmes: averages, and money beside results."""
