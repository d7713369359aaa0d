"""Gives the project's modules their names in the wheel: `config.regions` becomes `holdfast.config.regions`.

Only what Python itself takes for a name is changed, at the places where the parser sees it: imports, strings
that are a module's whole dotted name (what `import_module` is given), and the command in messages. Names
that could not be changed for certain are refused, so that the wheel never holds one that does not resolve.
"""

import ast
import io
import re
import tokenize
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

PACKAGE = "holdfast"
"""The one top-level name of the wheel."""
COMMAND_HERE, COMMAND_INSTALLED = "python main.py", "holdfast"
"""How the program is called in the repository, and where it is installed."""


class UnresolvedNameError(Exception):
    """A name of the repository that the wheel does not have; the message says where, and what to write."""


@dataclass(frozen=True, kw_only=True)
class Tree:
    """The repository as imports see it."""

    root: Path
    shipped: Sequence[str]
    """Top-level modules and packages that the wheel holds."""
    left_out: Sequence[str]
    """Those that stay in the repository: tests, tools."""

    def holds(self, dotted: str) -> bool:
        """Whether this is the name of a module or package that the wheel holds."""
        if not _own(dotted, self) or not all(part.isidentifier() for part in dotted.split(".")):
            return False
        place = self.root.joinpath(*dotted.split("."))
        return place.with_suffix(".py").is_file() or (place / "__init__.py").is_file()


@dataclass(frozen=True, kw_only=True)
class _Edit:
    line: int
    """From 1."""
    column: int
    """In bytes, as the parser counts."""
    old: bytes
    new: bytes


def installed(source: str, tree: Tree, *, file: str) -> str:
    """A module's source under its installed names; `file` is for messages.

    Raises `UnresolvedNameError` for an import that has no counterpart in the wheel.
    """
    parsed = ast.parse(source)
    lines = source.encode().splitlines(keepends=True)
    edits = [edit for node in ast.walk(parsed) for edit in _edits(node, lines, tree, file)]
    for edit in sorted(edits, key=lambda each: (each.line, each.column), reverse=True):
        line, end = lines[edit.line - 1], edit.column + len(edit.old)
        if line[edit.column : end] != edit.old:
            raise UnresolvedNameError(f"{file}:{edit.line}: write `{edit.old.decode()}` on one line")
        lines[edit.line - 1] = line[: edit.column] + edit.new + line[end:]
    written = _with_installed_command(b"".join(lines).decode())
    _refuse_what_remains(written, tree, file)
    return written


def _edits(node: ast.AST, lines: Sequence[bytes], tree: Tree, file: str) -> Iterator[_Edit]:
    match node:
        case ast.ImportFrom(module=str(module), level=0) if _own(module, tree):
            start = max(0, lines[node.lineno - 1].find(module.encode(), node.col_offset + len("from")))
            yield _prefixed(node.lineno, start, module)
        case ast.Import():
            for alias in node.names:
                if not _own(alias.name, tree):
                    continue
                if len(node.names) > 1 or ("." in alias.name and not alias.asname):
                    raise UnresolvedNameError(
                        f"{file}:{node.lineno}: `import {alias.name}` binds a name that the wheel does not "
                        "have; write `from package import module`"
                    )
                if alias.asname:
                    yield _prefixed(alias.lineno, alias.col_offset, alias.name)
                else:
                    old = f"import {alias.name}".encode()
                    new = f"from {PACKAGE} ".encode() + old
                    yield _Edit(line=node.lineno, column=node.col_offset, old=old, new=new)
        case ast.Constant(value=str(value)) if "." in value and tree.holds(value):
            start = max(0, lines[node.lineno - 1].find(value.encode(), node.col_offset))
            yield _prefixed(node.lineno, start, value)


def _prefixed(line: int, column: int, name: str) -> _Edit:
    return _Edit(line=line, column=column, old=name.encode(), new=f"{PACKAGE}.{name}".encode())


def _own(module: str, tree: Tree) -> bool:
    return module.partition(".")[0] in tree.shipped


def _with_installed_command(source: str) -> str:
    """Messages, and the commands that are printed for a person to run, name the installed command."""
    if COMMAND_HERE not in source:
        return source
    lines = source.splitlines(keepends=True)
    for token in reversed(list(tokenize.generate_tokens(io.StringIO(source).readline))):
        if COMMAND_HERE in token.string and token.type != tokenize.COMMENT:
            first, last = token.start[0] - 1, token.end[0]
            for number in range(first, last):
                lines[number] = lines[number].replace(COMMAND_HERE, COMMAND_INSTALLED)
    return "".join(lines)


def _refuse_what_remains(source: str, tree: Tree, file: str) -> None:
    """The result is judged by itself, whatever was changed before."""
    names = "|".join(re.escape(name) for name in (*tree.shipped, *tree.left_out))
    computed = re.compile(rf"({names})\.")
    for node in ast.walk(ast.parse(source)):
        match node:
            case ast.ImportFrom(module=str(module), level=0):
                found = [module]
            case ast.Import():
                found = [alias.name for alias in node.names]
            case ast.Constant(value=str(value)) if "." in value and tree.holds(value):
                found = [value]
            case ast.JoinedStr(values=[ast.Constant(value=str(value)), *_]) if computed.match(value):
                found = [value]
            case _:
                continue
        for name in found:
            if re.fullmatch(rf"({names})(\..*)?", name):
                raise UnresolvedNameError(
                    f"{file}:{node.lineno}: {name} is a name of the repository that the wheel does not have"
                )
