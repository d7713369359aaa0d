"""Route 53's own verdict on the primary region, read from its data plane over DNS (F8, F14)."""

from __future__ import annotations

import socket
import threading
from enum import Enum

from .settings import WitnessSettings

DEADLINE_SECONDS = 5.0
"""Longer than a resolver takes that works; a lookup that hangs must not eat up the run."""


class Reading(Enum):
    """What the witness says."""

    UP = "up"
    DOWN = "down"
    UNKNOWN = "unknown"
    """No answer, or one that is neither address: neither counts nor confirms."""


def read(witness: WitnessSettings) -> Reading:
    """The verdict now. Only the one address alone, nothing beside it, is an answer."""
    addresses = _resolve(witness.name)
    if addresses == {witness.up}:
        return Reading.UP
    if addresses == {witness.down}:
        return Reading.DOWN
    return Reading.UNKNOWN


def _resolve(name: str) -> set[str]:
    """IPv4 addresses of the name; empty if there is no answer in time."""
    found: set[str] = set()

    def look_up() -> None:
        try:
            # The dot at the end keeps the resolver from trying its search domains.
            answers = socket.getaddrinfo(f"{name.rstrip('.')}.", None, socket.AF_INET, socket.SOCK_STREAM)
        except (OSError, UnicodeError):
            return
        found.update(str(address[0]) for *_, address in answers)

    thread = threading.Thread(target=look_up, daemon=True)
    thread.start()
    thread.join(DEADLINE_SECONDS)
    return set(found)
