"""The rotation of the origin's header."""
