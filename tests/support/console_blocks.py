"""Commands as a page tells them, to be run as they stand there."""

import os
import re
import subprocess
from collections.abc import Mapping
from pathlib import Path

TESTED = re.compile(r"<!-- tested: .*? -->\n```console\n(.*?)```", re.DOTALL)
PROMPT = "$ "


def commands_of(page: Path) -> list[list[str]]:
    """The commands of each block that the page marks as tested."""
    blocks = TESTED.findall(page.read_text(encoding="utf-8"))
    return [[line.removeprefix(PROMPT) for line in block.splitlines()] for block in blocks]


def run_all(
    commands: list[str], directory: Path, environment: Mapping[str, str], *, timeout: float
) -> dict[str, str]:
    """Runs them in one shell, each after the other; what each printed, by its text.

    Fails the test at the first command that fails, with what it said.
    """
    marked = [f"echo '{mark}'\n{command}" for mark, command in zip(_marks(commands), commands, strict=True)]
    finished = subprocess.run(  # noqa: S603  # our own page's commands
        ["bash", "-euo", "pipefail", "-c", "\n".join(marked)],  # noqa: S607  # the shell of the page's reader
        cwd=directory,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        timeout=timeout,
        check=False,
    )
    assert finished.returncode == 0, finished.stdout[-6000:]
    said = re.split("|".join(f"{re.escape(mark)}\n" for mark in _marks(commands)), finished.stdout)
    return dict(zip(commands, said[1:], strict=True))


def _marks(commands: list[str]) -> list[str]:
    return [f"== command {number} of {os.getpid()}" for number in range(len(commands))]
