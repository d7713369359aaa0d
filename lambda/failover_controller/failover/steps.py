"""Runs the steps of one run so that a failing one holds back none that could go on without it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from .aws import error_code
from .errors import FailoverError, StepsFailedError
from .journal import Journal

Result = TypeVar("Result")


class Steps:
    """The steps of one run and what failed of them."""

    def __init__(self, journal: Journal) -> None:
        self._journal = journal
        self._failures: list[tuple[str, Exception]] = []

    @property
    def failed(self) -> bool:
        """Whether any step failed so far."""
        return bool(self._failures)

    def attempt(self, step: str, action: Callable[[], Result]) -> Result | None:
        """What the step gives, or None if it fails: told now, raised at the end of the run."""
        try:
            return action()
        except Exception as error:  # noqa: BLE001 - whatever it is, the other steps go on, and the run raises
            self._journal.tell(step, _said(error), level="ERROR", error=error_code(error))
            self._failures.append((step, error))
            return None

    def raise_failures(self) -> None:
        """Ends the run as a failed invocation if a step failed (F25)."""
        if self._failures:
            told = "; ".join(f"{step}: {_said(error)}" for step, error in self._failures)
            raise StepsFailedError(told) from self._failures[0][1]


def _said(error: Exception) -> str:
    return str(error) if isinstance(error, FailoverError) else f"{type(error).__name__}: {error}"
