"""Functions and what they run on."""
