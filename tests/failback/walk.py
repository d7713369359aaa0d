"""Walks the way back: does what the step says at which one stands, and asks again."""

import re
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest

from drill.local_aws import LocalAws
from failback.command import run
from failback.pair import Pair
from failback.way import Templates
from tests.failback import aws_commands
from tests.failback.failed_over import EAST, TEMPLATES, WEST, drop_automated_snapshots, measure_lag

HERE = re.compile(r"\[(.)\] \d+\. (.*)   <- you are here\n((?: {6}.*\n)*)")
MOST_STEPS = 30


class Walk:
    """`taken` are the titles of the steps that were done, in their order.

    AWS commands are run as they are printed. `do` gets the other lines of a step.
    """

    def __init__(
        self,
        aws: LocalAws,
        pair: Pair,
        capsys: pytest.CaptureFixture[str],
        *,
        story: str | None = None,
        templates: Templates = TEMPLATES,
        do: Callable[[Iterator[str]], None] | None = None,
    ) -> None:
        self.aws, self.pair, self.templates = aws, pair, templates
        self._capsys, self._story, self._do_others = capsys, story, do
        self.taken: list[str] = []
        self.by_hand: dict[str, Callable[[], None]] = {}
        """What is done for a step whose title begins so, beside its commands."""

    def look(self) -> str:
        """What the command prints now."""
        exit_code = run(
            self.pair, self.templates, file=Path("shop.yaml"), client=self.aws.client, story=self._story
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
        drop_automated_snapshots(self.aws)
        for command in commands:
            if command.startswith("aws "):
                aws_commands.run(command, self.aws.client)
        if self._do_others:
            self._do_others(command for command in commands if not command.startswith("aws "))
        for beginning, action in self.by_hand.items():
            if title.startswith(beginning):
                action()
        for region in (EAST, WEST):
            measure_lag(self.aws, region, 0)
