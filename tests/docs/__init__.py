"""The documentation's examples."""
