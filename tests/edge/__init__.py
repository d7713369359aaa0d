"""The edge functions, run as JavaScript."""
