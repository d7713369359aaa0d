"""What Terraform said, as values: changes, diagnostics, outputs."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any


@dataclass(frozen=True)
class Diagnostic:
    """One error or warning in Terraform's own words."""

    severity: str
    summary: str
    detail: str = ""
    address: str = ""

    @classmethod
    def from_json(cls, document: Mapping[str, Any]) -> "Diagnostic":
        """Read Terraform's machine-readable form."""
        return cls(
            document.get("severity", "error"),
            document.get("summary", ""),
            document.get("detail", ""),
            document.get("address", ""),
        )

    def __str__(self) -> str:
        where = f" ({self.address})" if self.address else ""
        detail = f": {self.detail.strip()}" if self.detail.strip() else ""
        return f"{self.summary}{where}{detail}"


@dataclass(frozen=True)
class ResourceChange:
    """What a plan would do to one resource: create, read, update, replace, delete, import, move or remove."""

    address: str
    action: str


@dataclass(frozen=True)
class Plan:
    """A saved plan; `has_changes` is what `-detailed-exitcode` says, so it counts changed outputs too."""

    file: Path
    has_changes: bool
    changes: tuple[ResourceChange, ...]
    drift: tuple[ResourceChange, ...]
    warnings: tuple[Diagnostic, ...]
    seconds: float

    @property
    def effects(self) -> tuple[ResourceChange, ...]:
        """What it would do, but for what it reads."""
        return tuple(change for change in self.changes if change.action != "read")

    def count(self, *actions: str) -> int:
        """How many resources get one of these actions."""
        return sum(change.action in actions for change in self.changes)

    @property
    def summary(self) -> str:
        """One line in Terraform's manner: a replacement both adds and destroys."""
        add, change = self.count("create", "replace"), self.count("update")
        return f"{add} to add, {change} to change, {self.count('delete', 'replace')} to destroy"


@dataclass(frozen=True)
class Applied:
    """What an apply or a destroy did; `seconds` is its whole duration."""

    added: int
    changed: int
    destroyed: int
    warnings: tuple[Diagnostic, ...]
    seconds: float


@dataclass(frozen=True)
class Output:
    """One root output; a sensitive one is not to be shown."""

    name: str
    value: Any
    sensitive: bool


class TerraformError(Exception):
    """A Terraform command that failed, with Terraform's own diagnostics in its message."""

    def __init__(self, command: str, diagnostics: Iterable[Diagnostic], exit_code: int | None = None) -> None:
        self.command = command
        self.diagnostics = tuple(diagnostics)
        self.exit_code = exit_code
        errors = [diagnostic for diagnostic in self.diagnostics if diagnostic.severity == "error"]
        lines = "".join(f"\n  - {error}" for error in errors)
        super().__init__(f"terraform {command} failed:{lines}" if lines else f"terraform {command} failed.")


class TerraformTimeoutError(TerraformError):
    """A command that took longer than it was given, and was stopped with all its plugins."""


class TerraformNotFoundError(TerraformError):
    """There is no Terraform on this machine, or not where `HOLDFAST_TERRAFORM` says."""
