"""The template reader under its former name."""

from constructs_lib.testing import Block, Json, Template

__all__ = ["Block", "Json", "Template"]
