"""Measures synthesis against its floor, as ratios within one run."""
