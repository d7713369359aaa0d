"""Both ways back with Terraform's own part: every command as it is printed, and a clean plan at the end."""

import json
import shlex
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from drill.local_aws import LocalAws
from drill.terraform import Terraform
from failback.command import run
from failback.replica.pair import ReplicaPair
from failback.replica.way import ReplicaWay
from failback.way import Templates
from guard.command import run as guard
from tests.failback.failed_over import EAST, PAIR, WEST, fail_over
from tests.failback.real_stack import code
from tests.failback.replica_walk import replica_walk
from tests.terraform.stack_builder import Json

pytestmark = [pytest.mark.terraform, pytest.mark.timeout(1200)]  # the provider waits for databases

STACK = "cdktf.out/stacks/shop-production"
CLEAN = f"terraform -chdir={STACK} plan -detailed-exitcode"
"""Printed last for Terraform. It fails where anything is left to change."""


class Deployed:
    """The stack as it was applied before the failover, and the commands that are printed about it."""

    def __init__(self, aws: LocalAws, terraform: Terraform, capsys: pytest.CaptureFixture[str]) -> None:
        self.aws, self._terraform, self._capsys = aws, terraform, capsys
        self.pair: ReplicaPair = PAIR
        self.ran: list[str] = []

    @property
    def templates(self) -> Templates:
        """The code with the roles of the file, and with the others."""
        return Templates(current=lambda: code(self.pair.primary), swapped=lambda: code(self.pair.standby))

    def do(self, lines: Iterator[str]) -> None:
        """Runs the printed lines that are not AWS commands."""
        for line in lines:
            self.ran.append(line)
            words = shlex.split(line.partition(" > ")[0])
            if words[0] == "terraform":
                assert words[1] == f"-chdir={STACK}", line
                self._run(words[2:], line)
            elif words[:3] == ["python", "main.py", "guard"]:
                assert guard(self._folder / words[3], ends_failover="--ends-failover" in words) == 0
            elif words[:3] == ["python", "main.py", "synth"]:
                (self._folder / "cdk.tf.json").write_text(json.dumps(code(self.pair.primary)))
            elif words[:3] == ["python", "main.py", "failback"] and "--write" in words:
                self._write(words)
            elif words[0] == "rm":
                for word in words[1:]:
                    (self._folder / Path(word).name).unlink()
        self._capsys.readouterr()

    @property
    def _folder(self) -> Path:
        return self._terraform.directory

    def _run(self, words: list[str], line: str) -> None:
        exit_code, text, errors = self._terraform._capture(words)
        # `plan -detailed-exitcode`: 2 is a plan with changes.
        assert exit_code == 0, f"{line}\n{text}\n{errors}"
        if " > " in line:
            (self._folder / line.partition(" > ")[2]).write_text(text)

    def _write(self, words: list[str]) -> None:
        target = self._folder / Path(words[words.index("--write") + 1]).name
        story = words[words.index("--story") + 1]
        assert (
            run(
                ReplicaWay(self.pair),
                self.templates,
                file=Path("shop.yaml"),
                story=story,
                write=target,
                client=self.aws.client,
            )
            == 0
        )


@pytest.fixture
def deployed(aws: LocalAws, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Iterator[Deployed]:
    """Both databases in Terraform's state; then the failover."""
    stack = tmp_path / "stack"
    stack.mkdir()
    fail_over(aws)
    (stack / "cdk.tf.json").write_text(json.dumps(_adopting(code(EAST))))
    with aws.terraform(stack) as terraform:
        terraform.init()
        terraform.apply()
        yield Deployed(aws, terraform, capsys)


def _adopting(document: Json) -> Json:
    """The first apply takes over what is there as it is: to make it would take minutes."""
    adopted: Json = {
        f"aws_db_instance.database_{region}": PAIR.databases[region] for region in (EAST, WEST)
    } | {f"aws_ssm_parameter.takeover_{WEST}": PAIR.switch}
    for address in adopted:
        kind, name = address.split(".")
        document["resource"][kind][name]["lifecycle"] = {"ignore_changes": "all"}
    return document | {"import": [{"to": address, "id": id_} for address, id_ in adopted.items()]}


def test_back_to_the_old_primary_every_printed_command_works_and_the_last_plan_is_clean(
    deployed: Deployed, capsys: pytest.CaptureFixture[str]
) -> None:
    walk = replica_walk(deployed.aws, PAIR, capsys, templates=deployed.templates, do=deployed.do)
    end = walk.go()
    assert walk.taken[-1] == "The failover is forgotten"
    assert "nothing to go back from" in end
    assert CLEAN in deployed.ran


def test_where_the_roles_stay_every_printed_command_works_and_the_last_plan_is_clean(
    deployed: Deployed, capsys: pytest.CaptureFixture[str]
) -> None:
    walk = replica_walk(
        deployed.aws, PAIR, capsys, story="stay", templates=deployed.templates, do=deployed.do
    )

    def change_the_file() -> None:
        deployed.pair = replace(PAIR, primary=WEST, standby=EAST)
        walk.way = ReplicaWay(deployed.pair)
        walk.templates = deployed.templates

    walk.by_hand["The deployment file says"] = change_the_file
    walk.go()
    assert walk.taken[-1] == "The failover is forgotten"
    assert CLEAN in deployed.ran
