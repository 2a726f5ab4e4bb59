"""Targets and realised figures of Indonesian cooperatives-and-MSME (KUMKM) plans."""

__version__ = "0.1.0"
