"""Runs what a failback prints about Terraform, as it is printed, in a stack's working copy."""

import json
import shlex
from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from drill.local_aws import LocalAws
from drill.terraform import Terraform
from failback.command import run
from failback.way import Templates, Way
from guard.command import run as guard
from tests.terraform.stack_builder import Json


class PrintedCommands:
    """The stack as it was applied before the failover, and the commands that are printed about it.

    `way` and `templates` are those of the deployment file, and change when it does. `code` is what
    `main.py synth` writes; None: what is there already.
    """

    def __init__(
        self,
        aws: LocalAws,
        terraform: Terraform,
        capsys: pytest.CaptureFixture[str],
        *,
        way: Way[Any],
        templates: Templates,
        code: Callable[[], Json] | None = None,
    ) -> None:
        self._aws, self._terraform, self._capsys, self._code = aws, terraform, capsys, code
        self.way, self.templates = way, templates
        self.ran: list[str] = []

    @property
    def clean(self) -> str:
        """Printed last for Terraform. It fails where anything is left to change."""
        return f"terraform -chdir={self._stack} plan -detailed-exitcode"

    def do(self, lines: Iterator[str]) -> None:
        """Runs the printed lines that are not AWS commands."""
        for line in lines:
            self.ran.append(line)
            words = shlex.split(line.partition(" > ")[0])
            if words[0] == "terraform":
                assert words[1] == f"-chdir={self._stack}", line
                self._run(words[2:], line)
            elif words[:3] == ["python", "main.py", "guard"]:
                self._guard(words)
            elif words[:3] == ["python", "main.py", "synth"] and self._code:
                (self._folder / "cdk.tf.json").write_text(json.dumps(self._code()))
            elif words[:3] == ["python", "main.py", "failback"] and "--write" in words:
                self._write(words)
            elif words[0] == "rm":
                for word in words[1:]:
                    (self._folder / Path(word).name).unlink()
        self._capsys.readouterr()

    @property
    def _stack(self) -> str:
        return f"cdktf.out/stacks/{self.way.pair.stack}"

    @property
    def _folder(self) -> Path:
        return self._terraform.directory

    def _run(self, words: list[str], line: str) -> None:
        exit_code, text, errors = self._terraform._capture(words)
        # `plan -detailed-exitcode`: 2 is a plan with changes.
        assert exit_code == 0, f"{line}\n{text}\n{errors}"
        if " > " in line:
            (self._folder / line.partition(" > ")[2]).write_text(text)

    def _guard(self, words: list[str]) -> None:
        accepted = [value for option, value in pairwise(words) if option == "--accept"]
        code = guard(self._folder / words[3], ends_failover="--ends-failover" in words, accept=accepted)
        assert code == 0, self._capsys.readouterr()

    def _write(self, words: list[str]) -> None:
        target = self._folder / Path(words[words.index("--write") + 1]).name
        story = words[words.index("--story") + 1]
        file = Path("shop.yaml")
        code = run(self.way, self.templates, file=file, story=story, write=target, client=self._aws.client)
        assert code == 0
