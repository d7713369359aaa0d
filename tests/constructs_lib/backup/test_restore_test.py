"""Restores that are tried every week."""

import json

import pytest

from constructs_lib.testing import Template
from tests.constructs_lib.governance.governance_stack import EAST, WEST, governance

PLAN = "aws_backup_restore_testing_plan"
SELECTION = "aws_backup_restore_testing_selection"
ALIASES = {EAST: "us_east_1", WEST: "us_west_2"}


@pytest.fixture(scope="module")
def template() -> Template:
    return governance(cost_control={})


@pytest.mark.parametrize("region", [EAST, WEST])
def test_the_latest_backup_of_the_regions_own_vault_is_restored_weekly(
    template: Template, region: str
) -> None:
    template.only(PLAN, f"backup/{region}").expect(
        provider=ALIASES[region],
        name="shop_test_restore",
        schedule_expression="cron(0 9 ? * SUN *)",
        start_window_hours=8,
        recovery_point_selection=[
            {
                "algorithm": "LATEST_WITHIN_WINDOW",
                "include_vaults": [template.only("aws_backup_vault", f"backup/{region}").ref("arn")],
                "recovery_point_types": ["SNAPSHOT"],
                "selection_window_days": 7,
            }
        ],
    )


@pytest.mark.parametrize("region", [EAST, WEST])
def test_a_cluster_is_restored_into_the_deployments_own_subnets(template: Template, region: str) -> None:
    """Without them AWS Backup takes the default VPC, which many accounts do not have."""
    selection = template.only(SELECTION, f"backup/{region}")

    selection.expect(
        provider=ALIASES[region],
        protected_resource_type="Aurora",
        protected_resource_conditions=[
            {"string_equals": [{"key": "aws:ResourceTag/BackupPlan", "value": "shop-test"}]}
        ],
        validation_window_hours=1,
    )
    where = selection["restore_metadata_overrides"]
    assert where["dbSubnetGroupName"] == "shop-test-database"
    assert json.loads(where["vpcSecurityGroupIds"]) == [f"sg-of-{region}"]


def test_continuous_backups_are_tried_as_well() -> None:
    template = governance(
        backup={"continuous": True, "restore_testing": {"choose": "random"}}, cost_control={}
    )
    [selection] = template.only(PLAN, f"backup/{EAST}")["recovery_point_selection"]

    assert selection["recovery_point_types"] == ["CONTINUOUS", "SNAPSHOT"]
    assert selection["algorithm"] == "RANDOM_WITHIN_WINDOW"


def test_without_tests_nobody_may_restore() -> None:
    template = governance(backup={"restore_testing": {"enabled": False}}, cost_control={})

    assert template.resources(PLAN) == []
    assert [role["name"] for role in template.resources("aws_iam_role")] == [
        "shop-test-us-east-1-backup",
        "shop-test-us-west-2-backup",
    ]
    pattern = template.only("aws_cloudwatch_event_rule", f"backup/{EAST}").document("event_pattern")
    assert "Restore Job State Change" not in [kind["detail-type"][0] for kind in pattern["$or"]]
