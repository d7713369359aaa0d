"""What a failover of the standby stands on, found by walking the synthesized references."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from constructs_lib.testing import Block, Template

REFERENCE = re.compile(r"\b((?:data\.)?(?:aws_[a-z0-9_]+|terraform_data)\.[A-Za-z0-9_-]+)")


@dataclass(frozen=True)
class Edge:
    """One resource's mention of another."""

    start: Block
    attribute: str
    end: Block


class Path:
    """A set of resources and all that they refer to, however far."""

    def __init__(self, template: Template) -> None:
        self._blocks = {block.address: block for block in (*template.resources(), *template.data())}

    def edges(self, block: Block) -> Iterator[Edge]:
        """What a block mentions itself."""
        for attribute, value in block.body.items():
            for address in sorted(set(_mentioned(value))):
                if address in self._blocks:
                    yield Edge(block, attribute, self._blocks[address])

    def leaving(self, roots: list[Block], provider: str) -> list[Edge]:
        """The edges by which the roots, and what they stand on, leave a provider's resources."""
        found, seen, waiting = [], set(), list(roots)
        while waiting:
            block = waiting.pop()
            if block.address in seen:
                continue
            seen.add(block.address)
            for edge in self.edges(block):
                if edge.end.provider == provider:
                    waiting.append(edge.end)
                else:
                    found.append(edge)
        return found

    def reached(self, roots: list[Block], provider: str) -> list[Block]:
        """The roots and what they stand on among a provider's resources."""
        seen: dict[str, Block] = {}
        waiting = list(roots)
        while waiting:
            block = waiting.pop()
            if block.address not in seen:
                seen[block.address] = block
                waiting += [edge.end for edge in self.edges(block) if edge.end.provider == provider]
        return list(seen.values())


def texts(value: Any) -> Iterator[str]:  # noqa: ANN401  # JSON
    """Every text in a JSON value, keys apart."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for each in value.values():
            yield from texts(each)
    elif isinstance(value, list):
        for each in value:
            yield from texts(each)


def _mentioned(value: Any) -> Iterator[str]:  # noqa: ANN401  # JSON
    for text in texts(value):
        yield from REFERENCE.findall(text)
