"""An Aurora Global Database through real Terraform: whatever changes hands, no plan takes it back (F22)."""

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from drill.local_aws import LocalAws
from drill.terraform import Plan, Terraform
from failback.global_cluster.pair import ClusterPair
from failback.global_cluster.way import GlobalClusterWay
from failback.pair import Sizes
from failback.way import Templates
from tests.constructs_lib.database.aurora_stack import EAST, WEST, write_aurora
from tests.failback.clusters_failed_over import catch_up, publish, serve, take_over
from tests.failback.walk import Walk
from tests.terraform.printed_commands import PrintedCommands

pytestmark = pytest.mark.terraform(minutes=7)

WHOLE = "shop-test"
PAIR = ClusterPair(
    stack=WHOLE,
    primary=EAST,
    standby=WEST,
    group=WHOLE,
    controller=f"{WHOLE}-failover",
    witness="witness.shop.example.com",
    sizes=Sizes(min=1, max=1, desired=1),
    standby_sizes=Sizes(min=1, max=1, desired=1),
    global_cluster=WHOLE,
    clusters={region: f"{WHOLE}-{region}" for region in (EAST, WEST)},
    instances={EAST: 1, WEST: 1},
)
SMALL: dict[str, Any] = {
    "instances": 1,
    "deletion_protection": False,
    "final_snapshot": False,
    "parameters": {"log_min_duration_statement": "1000"},
}
"""One instance in each region, and without the locks that keep a destroy from what it would lose."""


def clusters(aws: LocalAws) -> dict[str, dict[str, Any]]:
    """Each region's cluster."""
    return {
        region: aws.client("rds", region).describe_db_clusters(DBClusterIdentifier=f"{WHOLE}-{region}")[
            "DBClusters"
        ][0]
        for region in (EAST, WEST)
    }


def writers(aws: LocalAws) -> list[str]:
    """The regions that are written to, as the global database says."""
    client = aws.client("rds", WEST)
    [whole] = client.describe_global_clusters(GlobalClusterIdentifier=WHOLE)["GlobalClusters"]
    return [each["DBClusterArn"].split(":")[3] for each in whole["GlobalClusterMembers"] if each["IsWriter"]]


def removed(plan: Plan) -> list[str]:
    """What a plan would do away with, or make anew."""
    return [each.address for each in plan.changes if each.action not in ("create", "update")]


def _go_back(aws: LocalAws, terraform: Terraform, capsys: pytest.CaptureFixture[str]) -> list[str]:
    """Every command of the way back as it is printed; returns the steps that had to be taken."""
    way = GlobalClusterWay(PAIR)
    document = json.loads((terraform.directory / "cdk.tf.json").read_text())
    templates = Templates(current=lambda: document, swapped=lambda: document)
    printed = PrintedCommands(aws, terraform, capsys, way=way, templates=templates)
    catch_up(aws, pair=PAIR)
    walk = Walk(aws, way, capsys, templates=templates, do=printed.do)
    walk.go()
    assert printed.clean in printed.ran
    return walk.taken


def test_a_global_database_lives_through_failover_and_failback(
    aws: LocalAws, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Apply; clean; failover; clean; roles exchanged in the file; the way back as printed; clean; gone."""
    stack = write_aurora(tmp_path / "first", **SMALL)
    exchanged = write_aurora(tmp_path / "second", primary=WEST, **SMALL)
    with aws.terraform(stack) as terraform:
        terraform.init()
        assert terraform.validate() == ()
        terraform.apply()
        again = terraform.plan()
        assert (again.changes, again.has_changes) == ((), False)
        assert writers(aws) == [EAST]
        made = clusters(aws)
        assert made[WEST]["MasterUsername"] == made[EAST]["MasterUsername"] == "dbadmin"
        assert made[WEST]["ReplicationSourceIdentifier"] == made[EAST]["DBClusterArn"]
        assert made[WEST]["KmsKeyId"].startswith("arn:aws:kms:us-west-2:")
        assert "MasterUserSecret" not in made[EAST]

        for region in (EAST, WEST):
            serve(aws, region, PAIR)
        publish(aws, EAST, PAIR)
        take_over(aws, PAIR)
        assert writers(aws) == [WEST]
        after = terraform.plan()
        assert (after.changes, after.has_changes) == ((), False)

        first = (terraform.directory / "cdk.tf.json").read_text()
        shutil.copy(exchanged / "cdk.tf.json", terraform.directory)
        roles = terraform.plan()
        assert removed(roles) == []
        assert {each.address.partition(".")[0] for each in roles.changes} == TAGGED
        (terraform.directory / "cdk.tf.json").write_text(first)

        assert _go_back(aws, terraform, capsys) == [
            "The cluster in us-east-1 is written to: the outage begins",
            "The takeover switch is off: the outage ends",
            "The failover is forgotten",
        ]
        assert writers(aws) == [EAST]
        back = terraform.plan()
        assert (back.changes, back.has_changes) == ((), False)

        terraform.destroy()
        assert terraform.addresses() == ()
    assert aws.failures == []


TAGGED = {
    "aws_cloudwatch_log_group",
    "aws_db_parameter_group",
    "aws_db_subnet_group",
    "aws_iam_role",
    "aws_kms_key",
    "aws_rds_cluster",
    "aws_rds_cluster_instance",
    "aws_rds_cluster_parameter_group",
    "aws_rds_global_cluster",
    "aws_secretsmanager_secret",
    "aws_security_group",
    "aws_subnet",
    "aws_vpc",
    "aws_vpc_security_group_ingress_rule",
}
"""What has a tag that names the role."""
