"""A template's blocks by address, and what each refers to."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from constructs_lib.layout.expressions import Put, Reference, references, rewritten

Json = Any
"""What `json.loads` returns."""

SECTIONS = {"resource": "", "data": "data.", "ephemeral": "ephemeral."}
"""Sections of a template whose blocks have a type, and how their addresses begin."""
LOCAL = "local."
BARE = ("depends_on", "replace_triggered_by")
"""Lists of addresses that are no template strings."""
NEVER = ("//", "provider", "ignore_changes")
"""Keys below which nothing is referred to."""


@dataclass(frozen=True, kw_only=True)
class Block:
    """A resource, a data source, an ephemeral resource or a local value."""

    section: str
    """`resource`, `data`, `ephemeral` or `locals`."""
    type: str
    """Empty for a local value."""
    name: str
    body: Json

    @property
    def address(self) -> str:
        """As expressions name it."""
        return f"{LOCAL}{self.name}" if not self.type else f"{SECTIONS[self.section]}{self.type}.{self.name}"

    @property
    def alias(self) -> str | None:
        """The alias of its provider; None where it has none."""
        provider = self.body.get("provider") if self.type else None
        return str(provider).partition(".")[2] if provider else None


class Blocks(dict[str, Block]):
    """All of a template's, by address."""

    @classmethod
    def of(cls, template: Json) -> "Blocks":
        """Reads a template."""
        found = [
            Block(section=section, type=type_, name=name, body=body)
            for section in SECTIONS
            for type_, named in template.get(section, {}).items()
            for name, body in named.items()
        ]
        found += [
            Block(section="locals", type="", name=name, body=body)
            for name, body in template.get("locals", {}).items()
        ]
        return cls({block.address: block for block in found})

    def __init__(self, blocks: Mapping[str, Block]) -> None:
        super().__init__(blocks)
        self._references: dict[str, tuple[Reference, ...]] = {}

    def references(self, address: str) -> tuple[Reference, ...]:
        """What a block refers to, each once; instead of a local value what that refers to."""
        if address not in self._references:
            self._references[address] = tuple(dict.fromkeys(self.references_in(self[address].body)))
        return self._references[address]

    def references_in(self, body: Json) -> Iterator[Reference]:
        """The same for any value."""
        for reference in _references(body, self.__contains__):
            if reference.address.startswith(LOCAL):
                yield from self.references(reference.address)
            else:
                yield reference

    def mentioned(self, body: Json) -> Iterator[str]:
        """Addresses that a value names itself, local values among them."""
        for reference in _references(body, self.__contains__):
            yield reference.address

    def users(self) -> dict[str, set[str]]:
        """By address, the addresses of the blocks that refer to it."""
        users: dict[str, set[str]] = {address: set() for address in self}
        for address in self:
            for reference in self.references(address):
                users[reference.address].add(address)
        return users

    def rewritten(self, body: Json, put: Callable[[Reference], Put | None]) -> Json:
        """A value with other expressions in place of references; bare addresses stay."""
        if isinstance(body, str):
            return rewritten(body, self.__contains__, put)
        if isinstance(body, list):
            return [self.rewritten(each, put) for each in body]
        if isinstance(body, Mapping):
            return {
                key: value if key in (*BARE, *NEVER) else self.rewritten(value, put)
                for key, value in body.items()
            }
        return body


def _references(body: Json, known: Callable[[str], bool]) -> Iterator[Reference]:
    if isinstance(body, str):
        yield from references(body, known)
    elif isinstance(body, list):
        for each in body:
            yield from _references(each, known)
    elif isinstance(body, Mapping):
        for key, value in body.items():
            if key in BARE and isinstance(value, list):
                for text in value:
                    yield from references(f"${{{text.removeprefix('${').removesuffix('}')}}}", known)
            elif key not in NEVER:
                yield from _references(value, known)
