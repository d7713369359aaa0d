"""A warm standby's ways back with Terraform's own part: every command as it is printed, a clean plan last."""

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from drill.local_aws import LocalAws
from failback.global_cluster.way import GlobalClusterWay
from failback.way import Templates
from tests.failback.clusters_failed_over import (
    PAIR,
    catch_up,
    detach,
    drop_all_automated_snapshots,
    fail_over_clusters,
)
from tests.failback.failed_over import EAST, WEST
from tests.failback.real_clusters import code
from tests.failback.walk import Walk
from tests.terraform.printed_commands import PrintedCommands
from tests.terraform.stack_builder import Json

pytestmark = pytest.mark.terraform


def _templates(primary: str) -> Templates:
    other = PAIR.other(primary)
    return Templates(current=lambda: code(primary), swapped=lambda: code(other))


@pytest.fixture
def deployed(aws: LocalAws, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Iterator[PrintedCommands]:
    """Both clusters in Terraform's state, after a failover: to make them there would take minutes."""
    stack = tmp_path / "stack"
    stack.mkdir()
    fail_over_clusters(aws)
    (stack / "cdk.tf.json").write_text(json.dumps(_adopting(code(EAST))))
    with aws.terraform(stack) as terraform:
        terraform.init()
        terraform.apply()
        printed = PrintedCommands(
            aws,
            terraform,
            capsys,
            way=GlobalClusterWay(PAIR),
            templates=_templates(EAST),
            code=lambda: code(printed.way.pair.primary),
        )
        yield printed


def _adopting(document: Json) -> Json:
    adopted = {
        f"aws_rds_cluster.database_{region}_cluster": name for region, name in PAIR.clusters.items()
    } | {
        f"aws_rds_cluster_instance.database_{region}_cluster_instance-{number}": name
        for region in PAIR.clusters
        for number, name in enumerate(PAIR.members(region), start=1)
    }
    adopted[f"aws_ssm_parameter.takeover_{WEST}"] = PAIR.switch
    return document | {"import": [{"to": address, "id": id_} for address, id_ in adopted.items()]}


def _walk(aws: LocalAws, deployed: PrintedCommands, capsys: pytest.CaptureFixture[str], story: str) -> Walk:
    return Walk(
        aws,
        deployed.way,
        capsys,
        templates=deployed.templates,
        story=story,
        do=deployed.do,
        before=lambda: drop_all_automated_snapshots(aws),
        after=lambda: catch_up(aws),
    )


def test_a_cluster_that_aws_cannot_bring_back_is_replaced_and_switched_over_to(
    aws: LocalAws, deployed: PrintedCommands, capsys: pytest.CaptureFixture[str]
) -> None:
    detach(aws)
    deployed.way = GlobalClusterWay(PAIR, rebuild=True)
    walk = _walk(aws, deployed, capsys, "return")
    end = walk.go()
    assert walk.taken[3] == "Terraform knows the new cluster in us-east-1"
    assert walk.taken[-1] == "The failover is forgotten"
    assert "nothing to go back from" in end
    assert deployed.ran.count(deployed.clean) == 2


def test_where_the_roles_stay_the_standby_gives_up_what_only_a_primary_has(
    aws: LocalAws, deployed: PrintedCommands, capsys: pytest.CaptureFixture[str]
) -> None:
    walk = _walk(aws, deployed, capsys, "stay")

    def change_the_file() -> None:
        pair = replace(PAIR, primary=WEST, standby=EAST, instances={WEST: 2, EAST: 1})
        walk.way = deployed.way = GlobalClusterWay(pair)
        walk.templates = deployed.templates = _templates(WEST)

    walk.by_hand["The deployment file says"] = change_the_file
    walk.go()
    assert walk.taken[-1] == "The failover is forgotten"
    assert deployed.clean in deployed.ran
    members = aws.client("rds", EAST).describe_db_clusters()["DBClusters"][0]["DBClusterMembers"]
    assert [each["DBInstanceIdentifier"] for each in members] == ["shop-production-us-east-1-1"]
