"""What two regions of a synthesized system have differently, apart from their names."""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from constructs_lib.testing import Block, Template

HASH = re.compile(r"_[0-9A-F]{8}\b")


@dataclass(frozen=True)
class Side:
    """A region as it is called in a template."""

    name: str
    other: str
    network: str
    """The first two numbers of its addresses."""
    other_network: str

    @property
    def alias(self) -> str:
        return self.name.replace("-", "_")

    def neutral(self, text: str) -> str:
        """The same in words that both regions would use."""
        for old, new in (
            (self.name, "HERE"),
            (self.alias, "HERE"),
            (self.other, "THERE"),
            (self.other.replace("-", "_"), "THERE"),
            (f"{self.network}.", "NETWORK."),
            (f"{self.other_network}.", "OTHER."),
        ):
            text = text.replace(old, new)
        return HASH.sub("", text)


def differences(template: Template, one: Side, other: Side) -> list[str]:
    """A line for everything that is in one region alone, and for every attribute that is not the same.

    `one` alone: `- aws_vpc HERE/network/vpc`, `other` alone: `+ ...`; else `aws_vpc HERE/network/vpc: tags`.
    """
    mine, theirs = _in(template, one), _in(template, other)
    return sorted(
        [
            *(f"- {key}" for key in mine.keys() - theirs.keys()),
            *(f"+ {key}" for key in theirs.keys() - mine.keys()),
            *(
                f"{key}: {name}"
                for key in mine.keys() & theirs.keys()
                for name in _different(mine[key], theirs[key])
            ),
        ]
    )


def _in(template: Template, side: Side) -> dict[str, Mapping[str, Any]]:
    found: dict[str, Mapping[str, Any]] = {}
    for block in (*template.resources(), *template.data()):
        if block.provider == side.alias:
            found[_key(block, side)] = json.loads(side.neutral(json.dumps(block.body, sort_keys=True)))
    return found


def _key(block: Block, side: Side) -> str:
    type_ = block.address.rpartition(".")[0]
    return f"{type_} {side.neutral(block.path)}"


def _different(one: Mapping[str, Any], other: Mapping[str, Any]) -> Iterator[str]:
    for name in sorted(one.keys() | other.keys()):
        if name != "//" and one.get(name) != other.get(name):
            yield name
