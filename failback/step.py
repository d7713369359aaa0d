"""One step of the way back."""

import enum
import shlex
from dataclasses import dataclass


class State(enum.Enum):
    """Whether a step is done; the value is its mark."""

    DONE = "x"
    TO_DO = " "
    UNSEEN = "?"
    """The region that would tell cannot be seen, or AWS does not show it."""
    STOP = "!"
    """It cannot be done as things are."""


@dataclass(frozen=True, kw_only=True)
class Step:
    """What to do, why, with which commands, and whether it is done."""

    title: str
    why: str
    commands: tuple[str, ...] = ()
    state: State
    note: str = ""
    """What is in the way, or what is seen of it so far."""


def command(*words: str) -> str:
    """A command line; words are quoted where a shell needs it."""
    return shlex.join(words)


def aws(region: str, service: str, operation: str, *options: str) -> str:
    """An AWS command in a region; `operation` may be two words, as in `wait db-instance-available`."""
    return command("aws", service, *operation.split(), "--region", region, *options)
