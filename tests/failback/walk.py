"""Walks the way back: does what the step says at which one stands, and asks again."""

import re
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest

from drill.local_aws import LocalAws
from failback.command import run
from failback.way import Templates, Way
from tests.failback import aws_commands

HERE = re.compile(r"\[(.)\] \d+\. (.*)   <- you are here\n((?: {6}.*\n)*)")
MOST_STEPS = 30


def nothing() -> None:
    """Nothing happens in between."""


class Walk:
    """`taken` are the titles of the steps that were done, in their order.

    AWS commands are run as they are printed. `do` gets the other lines of a step. `before` and `after` each
    step happens what AWS does by itself.
    """

    def __init__(
        self,
        aws: LocalAws,
        way: Way[Any],
        capsys: pytest.CaptureFixture[str],
        *,
        templates: Templates,
        story: str | None = None,
        do: Callable[[Iterator[str]], None] | None = None,
        before: Callable[[], None] = nothing,
        after: Callable[[], None] = nothing,
    ) -> None:
        self.aws, self.way, self.templates = aws, way, templates
        self._capsys, self._story, self._do_others = capsys, story, do
        self._before, self._after = before, after
        self.taken: list[str] = []
        self.by_hand: dict[str, Callable[[], None]] = {}
        """What is done for a step whose title begins so, beside its commands."""

    def look(self) -> str:
        """What the command prints now."""
        exit_code = run(
            self.way, self.templates, file=Path("shop.yaml"), client=self.aws.client, story=self._story
        )
        assert exit_code == 0
        return self._capsys.readouterr().out

    def go(self) -> str:
        """Goes on until nothing is left to do; returns the last words."""
        for _ in range(MOST_STEPS):
            text = self.look()
            here = HERE.search(text)
            if here is None or "no failover is recorded" in text:
                return text
            assert here[2] not in self.taken, f"this step stays undone: {text}"
            self.taken.append(here[2])
            self._do(here[2], here[3].splitlines())
        raise AssertionError(self.taken)

    def _do(self, title: str, lines: Sequence[str]) -> None:
        commands = [line.strip().removeprefix("$ ") for line in lines if line.lstrip().startswith("$ ")]
        self._before()
        for command in commands:
            if command.startswith("aws "):
                aws_commands.run(command, self.aws.client)
        if self._do_others:
            self._do_others(command for command in commands if not command.startswith("aws "))
        for beginning, action in self.by_hand.items():
            if title.startswith(beginning):
                action()
        self._after()
