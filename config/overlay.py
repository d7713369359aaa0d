"""The file's data with other values laid over it, and the record of where those came from."""

from collections.abc import Mapping
from copy import deepcopy
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from config.model import KeyPath


@dataclass(frozen=True)
class VariableProblem:
    """A variable that cannot be laid over the file."""

    variable: str
    key: KeyPath
    found: str
    allowed: str
    mend: str


class Overlay:
    """A copy of the data that is written to by key path."""

    def __init__(self, data: Mapping[str, Any]) -> None:
        """The data given stays as it is."""
        self.data: dict[str, Any] = deepcopy(dict(data))
        self.origins: dict[KeyPath, str] = {}
        """Which variable set the value at a key path."""
        self.problems: list[VariableProblem] = []

    def refuse(self, variable: str, found: str, allowed: str, mend: str, key: KeyPath = ()) -> None:
        """Notes a variable that cannot be laid over the data."""
        self.problems.append(VariableProblem(variable, key, found, allowed, mend))

    def get(self, key: KeyPath) -> object:
        """The value at the key path; None where there is none."""
        value: object = self.data
        for part in key:
            value = _at(value, part)
        return value

    def put(self, key: KeyPath, value: object, variable: str | None) -> None:
        """Sets one value. Where the file has something else than the mapping or list that the key path needs,
        nothing is set: the file's value is refused anyway."""
        place: object = self.data
        for part, following in pairwise(key):
            if _at(place, part) is None:
                _set(place, part, [] if isinstance(following, int) else {})
            place = _at(place, part)
        if _set(place, key[-1], value) and variable:
            self.origins = {at: name for at, name in self.origins.items() if at[: len(key)] != key}
            self.origins[key] = variable


def _at(place: object, part: str | int) -> object:
    if isinstance(place, dict):
        return place.get(part)
    if isinstance(place, list) and isinstance(part, int) and part < len(place):
        return place[part]
    return None


def _set(place: object, part: str | int, value: object) -> bool:
    if isinstance(place, dict) and isinstance(part, str):
        place[part] = value
    elif isinstance(place, list) and isinstance(part, int) and part <= len(place):
        place[part : part + 1] = [value]
    else:
        return False
    return True
