"""The YAML parser's complaints in the words of someone who edits a file."""

import re
from dataclasses import dataclass

from ruamel.yaml.error import MarkedYAMLError, StringMark

from config.model import KeyPath


@dataclass(frozen=True)
class YamlProblem:
    """What is wrong with the YAML itself."""

    key: KeyPath
    line: int | None
    """Counted from 1."""
    found: str
    allowed: str
    mend: str


@dataclass(frozen=True)
class _Complaint:
    parser: str
    """Part of the parser's own words."""
    found: str
    allowed: str
    mend: str
    at_opening: bool = False
    """Name the place where the construct began, not the one where the parser gave up."""


_QUOTE = "put the text in quotes"
_COMPLAINTS = (
    _Complaint("'\\t' that", "a tab", "spaces for indentation", "replace the tab by spaces"),
    _Complaint("'\\\\t' that", "a tab", "spaces for indentation", "replace the tab by spaces"),
    _Complaint(
        "mapping values are not allowed",
        "a colon that cannot stand here",
        "one `key: value` per line",
        "check the indentation of this line, and put text that contains `: ` in quotes",
    ),
    _Complaint(
        "sequence entries are not allowed",
        "a list entry that cannot stand here",
        "list entries on lines of their own",
        "begin a new line before the `-`, indented below its key",
    ),
    _Complaint(
        "expected <block end>",
        "a line that does not fit the indentation around it",
        "keys of one mapping, or entries of one list, aligned with each other",
        "align this line with its neighbours, and close every quote and bracket above it",
    ),
    _Complaint(
        "could not find expected ':'",
        "a line without a colon",
        "`key: value`, with a space after the colon",
        "add the colon, or indent the line below its key",
        at_opening=True,
    ),
    _Complaint(
        "unexpected end of stream",
        "a quote that is never closed",
        "text between two quotes of the same kind",
        "close the quote",
        at_opening=True,
    ),
    _Complaint(
        "expected ',' or ']'",
        "a list in brackets that is never closed",
        "entries between [ and ], with commas between them",
        "close the bracket",
        at_opening=True,
    ),
    _Complaint(
        "expected ',' or '}'",
        "a mapping in braces that is never closed",
        "`key: value` pairs between { and }, with commas between them",
        "close the brace",
        at_opening=True,
    ),
    _Complaint(
        "undefined alias",
        "an alias (*name) without its anchor (&name)",
        "aliases of anchors that stand above them",
        "define the anchor, or put the text in quotes if the * is a part of it",
    ),
    _Complaint(
        "found another document",
        "a second document after `---`",
        "one deployment per file",
        "move it into a file of its own",
    ),
    _Complaint(
        "incompatible YAML document",
        "a %YAML line with another version than 1",
        "YAML 1.1 or 1.2",
        "remove the line",
    ),
    _Complaint(
        "unknown escape character",
        "a backslash that YAML does not know",
        "\\\\ for a backslash between double quotes",
        "use single quotes, or double the backslash",
    ),
    _Complaint(
        "that cannot start any token", "a character that cannot begin a value", "text in quotes", _QUOTE
    ),
)


def syntax_problem(error: MarkedYAMLError) -> YamlProblem:
    """The parser's error with line and column; never the text itself, which may hold a secret."""
    words = f"{error.problem or ''} {error.context or ''}"
    complaint = next((known for known in _COMPLAINTS if known.parser in words), None)
    if complaint is None:
        quoted_left_out = re.sub(r"'[^']{2,}'", "...", str(error.problem or error.context))
        complaint = _Complaint("", quoted_left_out, "valid YAML", "correct the line")
    marks = (error.problem_mark, error.context_mark)
    mark = next((mark for mark in (marks[::-1] if complaint.at_opening else marks) if mark), None)
    line, column = (mark.line + 1, mark.column + 1) if isinstance(mark, StringMark) else (1, 1)
    return YamlProblem((), line, f"{complaint.found} (column {column})", complaint.allowed, complaint.mend)
