"""An Aurora Global Database through real Terraform: whatever changes hands, no plan takes it back (F22)."""

import shutil
from pathlib import Path
from typing import Any

import pytest

from drill.local_aws import LocalAws
from drill.terraform import Plan
from tests.constructs_lib.database.aurora_stack import EAST, WEST, write_aurora

pytestmark = pytest.mark.terraform

WHOLE = "shop-test"
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


def test_a_global_database_lives_through_failover_and_switchover(aws: LocalAws, tmp_path: Path) -> None:
    """Apply; clean; failover; clean; roles exchanged in the file; switched back; clean; gone."""
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

        arns = {region: each["DBClusterArn"] for region, each in made.items()}
        west = aws.client("rds", WEST)
        west.failover_global_cluster(
            GlobalClusterIdentifier=WHOLE, TargetDbClusterIdentifier=arns[WEST], AllowDataLoss=True
        )
        assert writers(aws) == [WEST]
        after = terraform.plan()
        assert (after.changes, after.has_changes) == ((), False)

        first = (terraform.directory / "cdk.tf.json").read_text()
        shutil.copy(exchanged / "cdk.tf.json", terraform.directory)
        roles = terraform.plan()
        assert removed(roles) == []
        assert {each.address.partition(".")[0] for each in roles.changes} == TAGGED
        (terraform.directory / "cdk.tf.json").write_text(first)

        west.switchover_global_cluster(GlobalClusterIdentifier=WHOLE, TargetDbClusterIdentifier=arns[EAST])
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
