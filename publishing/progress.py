"""What a caller is told on the way."""

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Progress:
    """One step forward."""

    step: str
    """`upload`, `replicate to <region>`, `switch` or `tell <region>`."""
    done: int
    total: int


Told = Callable[[Progress], None]


def silent(_progress: Progress) -> None:
    """For callers that want no progress."""
