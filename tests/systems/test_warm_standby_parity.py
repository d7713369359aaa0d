"""Both regions are alike, but for what has a reason: what the standby lacks cannot be made on the day."""

from fnmatch import fnmatchcase
from typing import Any

import pytest

from constructs_lib.testing import Template
from tests.support.warm_standbys import WARM_STANDBY, synthesized_warm_standby
from tests.systems.region_parity import Side, differences

PRIMARY = Side(name="eu-west-1", other="eu-central-1", network="10.0", other_network="10.1")
STANDBY = Side(name="eu-central-1", other="eu-west-1", network="10.1", other_network="10.0")

REASONS = {
    # What decides about the primary is where the primary is not (F26).
    "+ * HERE/failover/*": "the controller",
    "+ * traffic/HERE/takeover/*": "the switch that keeps traffic from the old primary",
    "+ aws_cloudwatch_metric_alarm monitoring/HERE/alarms/failover-*": "the controller's alarms",
    "+ aws_cloudwatch_metric_alarm monitoring/HERE/alarms/takeover-*": "the switch's alarms",
    # A global database has one writer, and what there is one of is somewhere.
    "- aws_rds_global_cluster database/global": "the whole of both clusters",
    "- aws_secretsmanager_secret* database/credentials/*": "the secret, whose copy is the same resource",
    "- aws_ssm_parameter HERE/connection": "in the standby the controller writes it: reader, then writer",
    "aws_rds_cluster database/HERE/cluster: database_name": "only the first writer is told",
    "aws_rds_cluster database/HERE/cluster: depends_on": "the standby's cluster joins after the primary's",
    "aws_rds_cluster database/HERE/cluster: master_*": "only the first writer is told",
    "aws_rds_cluster database/HERE/cluster: source_region": "the follower names whom it follows",
    "+ aws_cloudwatch_metric_alarm monitoring/HERE/alarms/database-lag": "of the follower",
    "- aws_rds_cluster_instance database/HERE/cluster/instance-2": "`standby_instances` is 1 by default",
    "- aws_cloudwatch_metric_alarm monitoring/HERE/alarms/database-2-*": "as above",
    # The standby begins with a part of the instances, and no plan changes their number (F21).
    "aws_autoscaling_group HERE/application/scaling/group: desired_capacity": "`standby_fraction`",
    "aws_autoscaling_group HERE/application/scaling/group: min_size": "`standby_fraction`",
    "aws_autoscaling_group HERE/application/scaling/group: lifecycle": "a failover sets the sizes",
    "aws_cloudwatch_metric_alarm monitoring/HERE/alarms/application-too-few-hosts: *": "`standby_fraction`",
    "aws_launch_template HERE/application/template: user_data": "encoded, with the region's name in it",
    # Whatever is watched is on the dashboard and in the state.
    "aws_cloudwatch_composite_alarm monitoring/HERE/impaired/alarm: alarm_rule": "of the region's alarms",
    "aws_cloudwatch_composite_alarm monitoring/HERE/impaired/alarm: depends_on": "of the region's alarms",
    "aws_cloudwatch_dashboard monitoring/HERE/dashboard: dashboard_body": "of the region's resources",
    "aws_backup_plan backup/HERE/plan: rule": "copies go from the primary by default",
    "aws_iam_role database/HERE/cluster/observation/role: assume_role_policy": "names the instances",
}
"""Every difference that there may be, and why."""

EQUAL = {"database": {"standby_instances": 2}, "compute": {"standby_fraction": 1}}
"""Settings under which fewer differences have a reason."""


# Neither region is us-east-1, whose provider also makes what is global.
REGIONS = [
    {"name": PRIMARY.name, "role": "primary", "cidr": f"{PRIMARY.network}.0.0/16"},
    {"name": STANDBY.name, "role": "standby", "cidr": f"{STANDBY.network}.0.0/16"},
]


@pytest.fixture(scope="module")
def template() -> Template:
    return synthesized_warm_standby(regions=REGIONS)


@pytest.fixture(scope="module")
def found(template: Template) -> list[str]:
    return differences(template, PRIMARY, STANDBY)


def test_every_difference_between_the_regions_has_a_reason(found: list[str]) -> None:
    assert [line for line in found if not any(fnmatchcase(line, known) for known in REASONS)] == []


def test_no_reason_is_left_over(found: list[str]) -> None:
    """A reason for what is not there any more would hide what comes back."""
    assert [known for known in REASONS if not any(fnmatchcase(line, known) for line in found)] == []


def test_what_settings_cause_goes_with_them() -> None:
    equal: dict[str, Any] = {key: {**WARM_STANDBY.get(key, {}), **value} for key, value in EQUAL.items()}
    equal["backup"] = {"copies": {"source": "every-region"}}

    left = differences(synthesized_warm_standby(regions=REGIONS, **equal), PRIMARY, STANDBY)

    assert [line for line in left if "instance-2" in line or "database-2" in line] == []
    assert "aws_autoscaling_group HERE/application/scaling/group: min_size" not in left
    assert "aws_backup_plan backup/HERE/plan: rule" not in left


@pytest.mark.parametrize(
    "type_",
    [
        "aws_db_parameter_group",
        "aws_rds_cluster_parameter_group",
        "aws_vpc_security_group_ingress_rule",
        "aws_vpc_security_group_egress_rule",
        "aws_network_acl",
        "aws_lb_listener",
        "aws_lb_listener_rule",
        "aws_lb_target_group",
        "aws_wafv2_web_acl",
        "aws_backup_vault",
        "aws_kms_key",
    ],
)
def test_what_a_region_does_not_inherit_is_there_twice_and_alike(
    template: Template, found: list[str], type_: str
) -> None:
    """F22: AWS hands none of it over."""
    assert [line for line in found if type_ in line.split()] == []
    assert {PRIMARY.alias, STANDBY.alias} <= {block.provider for block in template.resources(type_)}
