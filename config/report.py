"""From what is wrong to where it stands: violations become problems with a line of the file or a variable."""

import re
from collections.abc import Iterable

from config.model import KeyPath, Violation, key_text
from config.overlay import Overlay
from config.plain_secrets import secret_in, secrets_in
from config.problem import Problem
from config.terraform_templates import templates_in
from config.yaml_source import YamlSource

_LONGEST = 80
_HIDDEN = "(not shown)"


class Report:
    """The problems of one file."""

    def __init__(self, file: str, source: YamlSource, overlay: Overlay) -> None:
        """Begins with secrets in plain text, and with what the YAML and the environment are to blame for."""
        self.file, self.source, self.overlay = file, source, overlay
        self.problems: list[Problem] = []
        self._told: set[KeyPath] = set()
        self._add_secrets()
        self._add_templates()
        for syntax in source.problems:
            self.add([Violation(syntax.key, syntax.allowed, syntax.mend, syntax.found)], syntax.line)
        for wrong in overlay.problems:
            text = (self._key(wrong.key), _shown(wrong.found), wrong.allowed, wrong.mend)
            self.problems.append(Problem(None, *text, variable=wrong.variable))

    def add(self, violations: Iterable[Violation], line: int | None = None) -> None:
        """Adds violations, but for keys of which something more precise is told already."""
        violations = [violation for violation in violations if violation.key not in self._told]
        self._told |= {violation.key for violation in violations if violation.key}
        self.problems += [self._problem(violation, line) for violation in violations]

    def in_order(self) -> list[Problem]:
        """From the top of the file to its end; what has no line comes first."""
        return sorted(self.problems, key=lambda problem: problem.line or 0)

    def line(self, key: KeyPath) -> int | None:
        """The line of the value, or of the nearest thing around it that stands in the file."""
        return self._place(key)[0]

    def place(self, key: KeyPath) -> str:
        """Where the value stands, for another file's problems: `file:line`, or the file and the variable."""
        line, variable = self._place(key)
        if variable:
            return f"{self.file} (environment variable {variable})"
        return f"{self.file}:{line}" if line else self.file

    def _problem(self, violation: Violation, line: int | None) -> Problem:
        line_of_key, variable = self._place(violation.key)
        found = violation.found if violation.found is not None else self._value(violation.key)
        return Problem(
            self.file,
            self._key(violation.key),
            _shown(found),
            _without_secret(violation.allowed),
            _without_secret(self._mend(violation)),
            line=line or line_of_key,
            variable=variable,
            notes=tuple(self._notes(violation, variable)),
        )

    def _mend(self, violation: Violation) -> str:
        """`set interval: 30` is `set HEALTH_CHECK_INTERVAL=30` where that variable set the value."""
        variable = self.overlay.origins.get(violation.key)
        if variable is None:
            return violation.mend
        return re.sub(rf"`{violation.key[-1]}: ([^`]*)`", rf"{variable}=\1", violation.mend)

    def _place(self, key: KeyPath) -> tuple[int | None, str | None]:
        for length in range(len(key), 0, -1):
            if key[:length] in self.overlay.origins:
                return None, self.overlay.origins[key[:length]]
            if key[:length] in self.source.spots:
                return self.source.spots[key[:length]].line, None
        return None, None

    def _notes(self, violation: Violation, told: str | None) -> Iterable[str]:
        for key in violation.because:
            variable = self._place(key)[1]
            if variable and (variable != told or key != violation.key):
                value = _shown(self._value(key))
                yield f"{self._key(key)} is {value} because of the environment variable {variable}"

    def _value(self, key: KeyPath) -> str:
        value = self.overlay.get(key)
        if isinstance(value, dict):
            return _count("a mapping", len(value), "key", "keys") if value else "an empty mapping"
        if isinstance(value, list):
            return _count("a list", len(value), "entry", "entries") if value else "an empty list"
        spot = self.source.spots.get(key)
        if spot and spot.text and self._place(key)[1] is None:
            return spot.text
        if isinstance(value, bool):
            return str(value).lower()
        if value is None:
            named = spot or key in self.overlay.origins
            return f"nothing; the key {'has no value' if named else 'is missing'}"
        return str(value) or '""'

    def _key(self, key: KeyPath) -> str:
        """The key path; a part that looks like a secret is not shown."""
        return _shown(key_text(tuple(_HIDDEN if secret_in(str(part)) else part for part in key)))

    def _add_secrets(self) -> None:
        secrets = list(secrets_in(self.overlay.data))
        lines = {self.line(key) for key, _ in secrets}
        allowed = "no secrets in plain text: files and plans are read by many, and kept"
        mend = "remove it, replace it by a new one, and keep that in AWS Secrets Manager"
        self.add(
            Violation(key, allowed, mend, f"what looks like {kind} (not shown)") for key, kind in secrets
        )
        for line, comment in self.source.comments:
            kind = secret_in(comment)
            if kind and line not in lines:
                self.add(
                    [Violation((), allowed, mend, f"what looks like {kind} in a comment (not shown)")], line
                )

    def _add_templates(self) -> None:
        self.add(
            Violation(
                key,
                f"text without {opening}: Terraform would take what follows for an expression of its own",
                "write the value itself",
            )
            for key, opening in templates_in(self.overlay.data)
        )


def _count(what: str, count: int, one: str, many: str) -> str:
    return f"{what} with {count} {one if count == 1 else many}"


def _without_secret(text: str) -> str:
    kind = secret_in(text)
    return f"what looks like {kind} (not shown)" if kind else text


def _shown(found: str) -> str:
    """One line of printable text, never a secret, and not endless."""
    found = _without_secret(found)
    line = "".join(char if char.isprintable() else char.encode("unicode_escape").decode() for char in found)
    return line if len(line) <= _LONGEST * 2 else f"{line[:_LONGEST]}... ({len(found)} characters)"
