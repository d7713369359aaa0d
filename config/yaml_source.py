"""A YAML file as plain data, with the line and the text of every value.

Works on ruamel.yaml's composed nodes: they carry the marks that messages need and are built five times
faster than round-trip data. Values are made here, so that nothing is changed on the way: `012345678901` is
no octal number, and a date is text.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode
from ruamel.yaml.reader import ReaderError

from config.model import KeyPath
from config.yaml_syntax import YamlProblem, syntax_problem

_MOST_VALUES = 10_000
"""Aliases of aliases can blow a small file up; no deployment comes near this number."""
_TOO_MUCH = f"more than {_MOST_VALUES} values, or values nested too deeply"
_STANDARD = "tag:yaml.org,2002:"
_PLAIN_TAGS = ("str", "int", "float", "bool", "null", "timestamp", "seq", "map")
_LEADING_ZERO = re.compile(r"[-+]?0[0-9_]+")


@dataclass(frozen=True)
class Spot:
    """Where a value stands in the file and how it is written there."""

    line: int
    """Counted from 1: the line of the key, or of the list entry."""
    text: str | None = None
    """A scalar as written; None for mappings and lists."""


@dataclass
class YamlSource:
    """The file's data. With a syntax error there is only the problem."""

    data: Any = None
    spots: dict[KeyPath, Spot] = field(default_factory=dict)
    problems: list[YamlProblem] = field(default_factory=list)
    comments: list[tuple[int, str]] = field(default_factory=list)
    """Lines with a # and their numbers, from the # on."""


def parse(text: str) -> YamlSource:
    """The text's one document. Every problem is collected, nothing is raised."""
    source = YamlSource()
    lines = enumerate(text.splitlines(), start=1)
    source.comments = [(number, line[line.index("#") :]) for number, line in lines if "#" in line]
    try:
        root = YAML(typ="safe", pure=True).compose(text)
        if root is not None:
            _Reader(source).read(root)
    except MarkedYAMLError as error:
        source.problems.append(syntax_problem(error))
    except ReaderError as error:
        line = text.count("\n", 0, error.position) + 1
        source.problems.append(
            YamlProblem(
                (), line, "a control character", "printable text", "remove it, or type the line again"
            )
        )
    except (YAMLError, ValueError, RecursionError):
        source.problems.append(
            YamlProblem((), None, _TOO_MUCH, "a few hundred values, a few levels deep", "write it plainly")
        )
    return source


class _Reader:
    """Turns nodes into data, remembering where each value stands."""

    def __init__(self, source: YamlSource) -> None:
        self.source = source
        self.count = 0
        self.open: set[int] = set()

    def read(self, root: Node) -> None:
        self.source.data = self._value(root, ())

    def _problem(self, key: KeyPath, node: Node, found: str, allowed: str, mend: str) -> None:
        self.source.problems.append(YamlProblem(key, node.start_mark.line + 1, found, allowed, mend))

    def _value(self, node: Node, key: KeyPath) -> object:
        self.count += 1
        if self.count > _MOST_VALUES:
            raise RecursionError
        if id(node) in self.open:
            self._problem(key, node, "an alias inside its own anchor", "aliases of other values", "remove it")
            return None
        tag = str(node.tag)
        if tag.removeprefix(_STANDARD) not in _PLAIN_TAGS:
            short = tag.replace(_STANDARD, "!!")
            self._problem(key, node, f"the YAML tag {short}", "plain values", "remove the tag")
        if isinstance(node, ScalarNode):
            return self._scalar(node, key)
        self.open.add(id(node))
        try:
            if isinstance(node, MappingNode):
                return self._mapping(node, key)
            return [self._entry(item, (*key, index)) for index, item in enumerate(node.value)]
        finally:
            self.open.discard(id(node))

    def _entry(self, node: Node, key: KeyPath) -> object:
        self._mark(key, node, node)
        return self._value(node, key)

    def _mark(self, key: KeyPath, at: Node, node: Node) -> None:
        text = _written(node) if isinstance(node, ScalarNode) else None
        self.source.spots[key] = Spot(at.start_mark.line + 1, text)

    def _mapping(self, node: MappingNode, key: KeyPath) -> dict[str, Any]:
        data: dict[str, Any] = {}
        for merged in reversed(list(self._merged(node))):
            data |= self._mapping(merged, key)
        lines: dict[str, int] = {}
        for key_node, value_node in self._pairs(node, key):
            name = key_node.value
            if name in lines:
                self._problem(
                    (*key, name),
                    key_node,
                    f"the key a second time; the first is on line {lines[name]}",
                    "every key once",
                    "remove one of the two",
                )
                continue
            lines[name] = key_node.start_mark.line + 1
            if name in data:
                forget(self.source.spots, (*key, name))
            self._mark((*key, name), key_node, value_node)
            data[name] = self._value(value_node, (*key, name))
        return data

    def _pairs(self, node: MappingNode, key: KeyPath) -> Iterator[tuple[ScalarNode, Node]]:
        for key_node, value_node in node.value:
            if not isinstance(key_node, ScalarNode):
                self._problem(
                    key,
                    key_node,
                    "a list or mapping as a key",
                    "text as a key",
                    "write `key: value`; a value that begins with { or [ needs quotes",
                )
            elif not _is_merge(key_node):
                yield key_node, value_node

    def _merged(self, node: MappingNode) -> Iterator[MappingNode]:
        for key_node, value_node in node.value:
            if isinstance(key_node, ScalarNode) and _is_merge(key_node):
                for merged in value_node.value if isinstance(value_node, SequenceNode) else [value_node]:
                    if isinstance(merged, MappingNode) and id(merged) not in self.open:
                        yield merged
                    else:
                        self._problem(
                            (),
                            key_node,
                            "<< with something else",
                            "<< with an alias of a mapping",
                            "remove it",
                        )

    def _scalar(self, node: ScalarNode, key: KeyPath) -> object:
        text, kind = node.value, str(node.tag).removeprefix(_STANDARD)
        if kind == "null":
            return None
        if kind == "bool":
            return text.lower() in ("true", "yes", "on")
        if kind in ("int", "float") and _LEADING_ZERO.fullmatch(text):
            self._problem(
                key,
                node,
                f"{text}, a number with a zero in front, which YAML programs read in different ways",
                "a number without the zero, or text in quotes",
                f'write "{text}" in quotes if it is an id, else remove the zero',
            )
        try:
            if kind == "int":
                return int(text, 10 if _LEADING_ZERO.fullmatch(text) else 0)
            if kind == "float":
                return float(text.replace(".inf", "inf").replace(".nan", "nan"))
        except ValueError:
            pass
        return text


def _is_merge(node: ScalarNode) -> bool:
    return node.value == "<<" and node.style is None


def _written(node: ScalarNode) -> str:
    """A plain scalar as it stands; other text in quotes where it would read like another kind of value."""
    text: str = node.value
    quoted = node.style is not None
    return f'"{text}"' if quoted and re.fullmatch(r"[-+.\w]*", text) and not text.isalpha() else text


def forget(spots: dict[KeyPath, Spot], key: KeyPath) -> None:
    """Drops the marks of a value that is replaced, and of all below it."""
    for spot in [spot for spot in spots if spot[: len(key)] == key]:
        del spots[spot]
