"""References in Terraform's template strings: where they stand, and other expressions in their place."""

import re
from collections.abc import Callable, Generator, Iterator
from dataclasses import dataclass

_REFERENCE = re.compile(
    r"(?<![\w.-])(?P<address>(?:(?:data|ephemeral)\.)?[A-Za-z_][\w-]*\.[A-Za-z_][\w-]*)"
    r"(?:\.(?P<attribute>[A-Za-z_][\w-]*))?"
)


@dataclass(frozen=True, kw_only=True)
class Reference:
    """`aws_vpc.main.id` in an expression: what is referred to, and its first attribute."""

    address: str
    attribute: str | None = None
    """None for the whole block, as in `depends_on`."""

    def __str__(self) -> str:
        return f"{self.address}.{self.attribute}" if self.attribute else self.address


@dataclass(frozen=True, kw_only=True)
class Put:
    """What takes a reference's place."""

    text: str
    template: bool = False
    """Whether the text is a template string (`shop-${local.x}`) and no expression (`local.x`)."""


def references(text: str, known: Callable[[str], bool]) -> Iterator[Reference]:
    """Every reference in the string's expressions to an address that is `known`."""
    for start, end in _code(text):
        for found in _REFERENCE.finditer(text, start, end):
            if known(found["address"]):
                yield Reference(address=found["address"], attribute=found["attribute"])


def rewritten(text: str, known: Callable[[str], bool], put: Callable[[Reference], Put | None]) -> str:
    """The string with other expressions in place of references; `None` leaves one as it is.

    A template string that takes the place of a whole `${...}` is spliced in; inside a longer expression it
    is quoted.
    """
    parts: list[str] = []
    done = 0
    for start, end in _code(text):
        for found in _REFERENCE.finditer(text, start, end):
            if not known(found["address"]):
                continue
            new = put(Reference(address=found["address"], attribute=found["attribute"]))
            if new is None:
                continue
            alone = text.startswith("${", max(found.start() - 2, 0)) and text.startswith("}", found.end())
            if new.template and alone:
                parts += (text[done : found.start() - 2], new.text)
                done = found.end() + 1
            else:
                parts += (text[done : found.start()], f'"{new.text}"' if new.template else new.text)
                done = found.end()
    return "".join((*parts, text[done:]))


def _code(text: str) -> Iterator[tuple[int, int]]:
    """The parts of a template string that are expressions: all between `${` or `%{` and its brace, but for
    the text of strings quoted there."""
    at = 0
    while at < len(text):
        if text.startswith(("$${", "%%{"), at):
            at += 3
        elif text.startswith(("${", "%{"), at):
            at = yield from _expression(text, at + 2)
        else:
            at += 1


def _expression(text: str, at: int) -> Generator[tuple[int, int], None, int]:
    """An expression from behind its opening brace; returns where the text goes on behind it."""
    begin, depth = at, 0
    while at < len(text):
        char = text[at]
        if char == '"':
            yield begin, at
            at = begin = yield from _quoted(text, at + 1)
            continue
        if char == "}" and depth == 0:
            yield begin, at
            return at + 1
        depth += {"{": 1, "}": -1}.get(char, 0)
        at += 1
    yield begin, at
    return at


def _quoted(text: str, at: int) -> Generator[tuple[int, int], None, int]:
    """A quoted string from behind its quote, itself a template; returns where the text goes on behind it."""
    while at < len(text):
        if text[at] == '"':
            return at + 1
        if text.startswith(("$${", "%%{"), at):
            at += 3
        elif text.startswith(("${", "%{"), at):
            at = yield from _expression(text, at + 2)
        else:
            at += 2 if text[at] == "\\" else 1
    return at
