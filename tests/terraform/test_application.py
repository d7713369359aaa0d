"""The network and the application of two regions, through real Terraform: what a failover sets stays."""

import shutil
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from drill.local_aws import LocalAws
from drill.terraform import Plan, ResourceChange
from tests.constructs_lib.compute.application_stack import SWAPPED, write_application

pytestmark = pytest.mark.terraform(minutes=3)

NAME = "shop-test"
COMPUTE: dict[str, Any] = {
    "size": {"min": 2, "max": 6, "desired": 2},
    "scaling": {"metric": "requests", "target": 1000},
    "load_balancer": {"deletion_protection": False, "destroy_logs": True},
}
NEW_SCRIPT = "#!/bin/bash\nserve --better\n"


def _group(aws: LocalAws, region: str) -> Any:  # noqa: ANN401  # boto3's answer
    client = aws.client("autoscaling", region)
    (group,) = client.describe_auto_scaling_groups(AutoScalingGroupNames=[NAME])["AutoScalingGroups"]
    return group


def _sizes(aws: LocalAws, region: str) -> tuple[int, int, int, int]:
    group = _group(aws, region)
    return group["MinSize"], group["MaxSize"], group["DesiredCapacity"], len(group["Instances"])


def _refreshes(aws: LocalAws, region: str) -> int:
    client = aws.client("autoscaling", region)
    return len(client.describe_instance_refreshes(AutoScalingGroupName=NAME)["InstanceRefreshes"])


def _healthy(aws: LocalAws, region: str) -> int:
    client = aws.client("elbv2", region)
    (targets,) = client.describe_target_groups(Names=[f"{NAME}-8080"])["TargetGroups"]
    found = client.describe_target_health(TargetGroupArn=targets["TargetGroupArn"])[
        "TargetHealthDescriptions"
    ]
    return [each["TargetHealth"]["State"] for each in found].count("healthy")


def _attributes(aws: LocalAws, region: str) -> dict[str, str]:
    client = aws.client("elbv2", region)
    (balancer,) = client.describe_load_balancers(Names=[f"{NAME}-app"])["LoadBalancers"]
    arn = balancer["LoadBalancerArn"]
    attributes = client.describe_load_balancer_attributes(LoadBalancerArn=arn)["Attributes"]
    return {each["Key"]: each["Value"] for each in attributes}


def _tags(aws: LocalAws, region: str) -> dict[str, str]:
    """Those of the region's first instance."""
    (reservation, *_) = aws.client("ec2", region).describe_instances()["Reservations"]
    return {tag["Key"]: tag["Value"] for tag in reservation["Instances"][0]["Tags"]}


def _of_type(changes: Sequence[ResourceChange], *types: str) -> list[tuple[str, str]]:
    named = [(each.address.partition(".")[0], each.action) for each in changes]
    return sorted(change for change in named if change[0] in types)


def _removed(plan: Plan) -> set[str]:
    return {
        each.address.partition(".")[0] for each in plan.changes if each.action not in ("create", "update")
    }


def test_a_woken_standby_stays_awake_whatever_terraform_does_next(aws: LocalAws, tmp_path: Path) -> None:
    """Apply; clean; scaled as a failover does; clean (F21); a new script; roles exchanged; gone."""
    arguments: dict[str, Any] = {"compute": COMPUTE, "real_certificates": True}
    stack = write_application(tmp_path / "first", **arguments)
    changed = write_application(tmp_path / "second", user_data=NEW_SCRIPT, **arguments)
    swapped = write_application(tmp_path / "third", regions=SWAPPED, user_data=NEW_SCRIPT, **arguments)
    with aws.terraform(stack) as terraform:
        terraform.init()
        assert terraform.validate() == ()
        terraform.apply()
        again = terraform.plan()
        assert (again.changes, again.has_changes) == ((), False)
        assert [_sizes(aws, region) for region in ("us-east-1", "us-west-2")] == [(2, 6, 2, 2), (0, 0, 0, 0)]
        assert [_healthy(aws, region) for region in ("us-east-1", "us-west-2")] == [2, 0]
        assert (
            _tags(aws, "us-east-1").items()
            >= {"CostCenter": "shop", "Name": NAME, "Region": "us-east-1"}.items()
        )
        for region in ("us-east-1", "us-west-2"):
            attributes = _attributes(aws, region)
            assert attributes["client_keep_alive.seconds"] == "60"
            assert attributes["routing.http.drop_invalid_header_fields.enabled"] == "true"
            assert attributes["access_logs.s3.bucket"] == f"shop-test-{region}-requests-123456789012"

        standby = aws.client("autoscaling", "us-west-2")
        standby.update_auto_scaling_group(AutoScalingGroupName=NAME, MinSize=2, MaxSize=6, DesiredCapacity=3)
        awake = terraform.plan()
        assert (awake.changes, awake.has_changes) == ((), False)

        shutil.copy(changed / "cdk.tf.json", terraform.directory)
        terraform.apply()
        assert _sizes(aws, "us-west-2") == (2, 6, 3, 3)
        for region in ("us-east-1", "us-west-2"):
            assert _refreshes(aws, region) == 1
            assert _group(aws, region)["LaunchTemplate"]["Version"] == "2"

        shutil.copy(swapped / "cdk.tf.json", terraform.directory)
        exchange = terraform.plan()
        assert _removed(exchange) == {
            "aws_eip",
            "aws_nat_gateway",
            "aws_route",
            "aws_security_group",
            "aws_vpc_endpoint",
            "aws_vpc_security_group_ingress_rule",
        }
        assert _of_type(exchange.changes, "aws_lb", "aws_lb_target_group", "aws_launch_template") == [
            # the tag that names the role
            ("aws_launch_template", "update"),
            ("aws_launch_template", "update"),
            ("aws_lb", "update"),
            ("aws_lb", "update"),
            ("aws_lb_target_group", "update"),
            ("aws_lb_target_group", "update"),
        ]
        terraform.apply(exchange)
        assert [_sizes(aws, region) for region in ("us-east-1", "us-west-2")] == [(2, 6, 2, 2), (2, 6, 3, 3)]
        assert [_refreshes(aws, region) for region in ("us-east-1", "us-west-2")] == [1, 1]

        terraform.destroy()
        assert terraform.addresses() == ()
    assert aws.failures == []
