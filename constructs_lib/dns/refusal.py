"""What Route 53 would refuse, or take and then never do, refused before anything is written."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Refusal:
    """One thing that is wrong with the records of a name."""

    record: str
    """The name, and where one of several is meant its set identifier: `www.example.com (us-east-1)`."""
    found: str
    """What was found, and why it does not do."""
    mend: str

    def __str__(self) -> str:
        return f"{self.record}: {self.found}; {self.mend}"


class RoutingRefusedError(ValueError):
    """Records that are not written: one line for each thing that is wrong."""

    def __init__(self, refusals: Iterable[Refusal]) -> None:
        self.refusals = tuple(refusals)
        super().__init__("\n".join(map(str, self.refusals)))


def refuse(refusals: Iterable[Refusal]) -> None:
    """Raises `RoutingRefusedError` if there are any."""
    found = tuple(refusals)
    if found:
        raise RoutingRefusedError(found)
