"""What is wrong with a configuration, as a person reads it."""

from collections.abc import Iterable
from dataclasses import dataclass

_WIDTH = 100


@dataclass(frozen=True)
class Problem:
    """One thing to mend. `str()` is the printed text."""

    file: str | None
    """The file as the user named it; None for an environment variable that belongs to no file."""
    key: str
    """The key path, such as `regions[1].cidr`; empty for the file as a whole."""
    found: str
    allowed: str
    mend: str
    line: int | None = None
    """Counted from 1; None when the value does not stand in the file."""
    variable: str | None = None
    """The environment variable that the value came from."""
    notes: tuple[str, ...] = ()
    """Which other values took part, where an environment variable set them."""

    def __str__(self) -> str:
        """The place, then what was found, what is allowed, and how to mend it."""
        told = [("found:", self.found), ("allowed:", self.allowed), ("mend:", self.mend)]
        told += [("note:", note) for note in self.notes]
        return "\n".join([self._place(), *(_wrapped(word, text) for word, text in told)])

    def _place(self) -> str:
        if self.variable:
            place = f"environment variable {self.variable}"
        else:
            place = f"{self.file}:{self.line}" if self.line else f"{self.file}"
        return f"{place}: {self.key}" if self.key else place


def _wrapped(word: str, text: str) -> str:
    """`  found:   text`, continued below its own beginning; names and addresses stay whole."""
    # Imported here: only an invalid file needs it.
    from textwrap import fill

    first = f"  {word:<9}"
    return fill(
        text,
        width=_WIDTH,
        initial_indent=first,
        subsequent_indent=" " * len(first),
        break_long_words=False,
        break_on_hyphens=False,
    )


class ConfigErrors(Exception):  # noqa: N818  # it carries several errors, and its name is part of the interface
    """Everything that is wrong with one or more files. `str()` is the printed text."""

    def __init__(self, problems: Iterable[Problem], files: Iterable[str]) -> None:
        """Problems that several files share (an unknown variable) are told once."""
        self.problems = tuple(dict.fromkeys(problems))
        self.files = tuple(files)
        super().__init__(str(self))

    def __str__(self) -> str:
        """Every problem, then how many there are."""
        count = len(self.problems)
        where = self.files[0] if len(self.files) == 1 else f"{len(self.files)} files"
        summary = f"{count} problem{'' if count == 1 else 's'} in {where}; nothing was written."
        return "\n\n".join([*map(str, self.problems), summary])
