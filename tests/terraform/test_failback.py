"""Both ways back with Terraform's own part: every command as it is printed, and a clean plan at the end."""

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from drill.local_aws import LocalAws
from failback.replica.way import ReplicaWay
from failback.way import Templates
from tests.failback.failed_over import EAST, PAIR, WEST, fail_over
from tests.failback.real_stack import code
from tests.failback.replica_walk import replica_walk
from tests.terraform.printed_commands import PrintedCommands
from tests.terraform.stack_builder import Json

pytestmark = [pytest.mark.terraform(minutes=2), pytest.mark.timeout(600)]  # the provider waits for databases


def _templates(primary: str) -> Templates:
    other = PAIR.other(primary)
    return Templates(current=lambda: code(primary), swapped=lambda: code(other))


@pytest.fixture
def deployed(aws: LocalAws, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Iterator[PrintedCommands]:
    """Both databases in Terraform's state; then the failover."""
    stack = tmp_path / "stack"
    stack.mkdir()
    fail_over(aws)
    (stack / "cdk.tf.json").write_text(json.dumps(_adopting(code(EAST))))
    with aws.terraform(stack) as terraform:
        terraform.init()
        terraform.apply()
        printed = PrintedCommands(
            aws,
            terraform,
            capsys,
            way=ReplicaWay(PAIR),
            templates=_templates(EAST),
            code=lambda: code(printed.way.pair.primary),
        )
        yield printed


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
    aws: LocalAws, deployed: PrintedCommands, capsys: pytest.CaptureFixture[str]
) -> None:
    walk = replica_walk(aws, PAIR, capsys, templates=deployed.templates, do=deployed.do)
    end = walk.go()
    assert walk.taken[-1] == "The failover is forgotten"
    assert "nothing to go back from" in end
    assert deployed.clean in deployed.ran


def test_where_the_roles_stay_every_printed_command_works_and_the_last_plan_is_clean(
    aws: LocalAws, deployed: PrintedCommands, capsys: pytest.CaptureFixture[str]
) -> None:
    walk = replica_walk(aws, PAIR, capsys, story="stay", templates=deployed.templates, do=deployed.do)

    def change_the_file() -> None:
        walk.way = deployed.way = ReplicaWay(replace(PAIR, primary=WEST, standby=EAST))
        walk.templates = deployed.templates = _templates(WEST)

    walk.by_hand["The deployment file says"] = change_the_file
    walk.go()
    assert walk.taken[-1] == "The failover is forgotten"
    assert deployed.clean in deployed.ran
