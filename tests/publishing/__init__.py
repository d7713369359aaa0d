"""Releases, against the embedded AWS."""
