"""What goes wrong, in words for people. None of them ever holds the secret."""

from __future__ import annotations


class RotationError(Exception):
    """Something that a later run, or a person, has to mend."""
