"""What exists already, made by hand, is used by real plans and applies, and a destroy leaves it."""

import json
from pathlib import Path
from typing import Any

import pytest

from constructs_lib.synthesis import synthesize
from drill.local_aws import ACCOUNT_ID, LocalAws
from drill.terraform import TerraformError
from tests.support.deployments import LATTICE_SERVICE, lattice_service
from tests.support.pilot_lights import PILOT_LIGHT, pilot_light
from tests.support.websites import WEBSITE, website

pytestmark = pytest.mark.terraform

EAST, WEST = "us-east-1", "us-west-2"


def key(aws: LocalAws, region: str) -> str:
    return str(aws.client("kms", region).create_key()["KeyMetadata"]["Arn"])


def topic(aws: LocalAws, region: str) -> str:
    return str(aws.client("sns", region).create_topic(Name="operations")["TopicArn"])


def bucket(aws: LocalAws, region: str, name: str) -> str:
    place = {} if region == EAST else {"CreateBucketConfiguration": {"LocationConstraint": region}}
    aws.client("s3", region).create_bucket(Bucket=name, **place)
    return name


def boundary(aws: LocalAws) -> str:
    document = {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "*", "Resource": "*"}]}
    made = aws.client("iam").create_policy(PolicyName="boundary", PolicyDocument=json.dumps(document))
    return str(made["Policy"]["Arn"])


def tiers(aws: LocalAws, region: str) -> dict[str, Any]:
    """A VPC with two subnets for each tier, in different zones."""
    ec2 = aws.client("ec2", region)
    vpc_id = ec2.create_vpc(CidrBlock="10.9.0.0/16")["Vpc"]["VpcId"]
    zones = [zone["ZoneName"] for zone in ec2.describe_availability_zones()["AvailabilityZones"]]
    made = {
        f"{tier}_subnet_ids": [
            ec2.create_subnet(
                VpcId=vpc_id, CidrBlock=f"10.9.{10 * row + column}.0/24", AvailabilityZone=zones[column]
            )["Subnet"]["SubnetId"]
            for column in (0, 1)
        ]
        for row, tier in enumerate(("public", "private", "data"))
    }
    return {"vpc_id": vpc_id, **made}


def public_zone(aws: LocalAws) -> None:
    aws.client("route53").create_hosted_zone(Name="example.com", CallerReference="1")


def test_keys_topics_and_a_boundary_live_through_a_deployments_life(aws: LocalAws, tmp_path: Path) -> None:
    """Apply; clean; gone, but for what was there before."""
    public_zone(aws)
    arn = boundary(aws)
    existing = {
        region: {"log_key_arn": key(aws, region), "alert_topic_arn": topic(aws, region)}
        for region in (EAST, WEST)
    }
    deployment = lattice_service(
        existing=existing,
        iam={"permissions_boundary": arn},
        monitoring=LATTICE_SERVICE["monitoring"] | {"emails": []},
    )
    (stack,) = synthesize([deployment], tmp_path / "cdktf.out")
    with aws.terraform(stack.folder) as terraform:
        terraform.init()
        assert terraform.validate() == ()
        assert terraform.apply(terraform.plan()).added == stack.resources
        again = terraform.plan()
        assert (again.changes, again.has_changes) == ((), False)

        iam = aws.client("iam")
        for each in iam.list_roles()["Roles"]:
            role = iam.get_role(RoleName=each["RoleName"])["Role"]
            assert role["PermissionsBoundary"]["PermissionsBoundaryArn"] == arn
        for region, own in existing.items():
            groups = aws.client("logs", region).describe_log_groups()["logGroups"]
            assert {group["kmsKeyId"] for group in groups} == {own["log_key_arn"]}
            alarms = aws.client("cloudwatch", region).describe_alarms(AlarmTypes=["CompositeAlarm"])
            assert {action for each in alarms["CompositeAlarms"] for action in each["AlarmActions"]} == {
                own["alert_topic_arn"]
            }
            assert [each["TopicArn"] for each in aws.client("sns", region).list_topics()["Topics"]] == [
                own["alert_topic_arn"]
            ]

        assert terraform.destroy().destroyed == stack.resources
    assert [each["PolicyName"] for each in aws.client("iam").list_policies(Scope="Local")["Policies"]] == [
        "boundary"
    ]
    for region, own in existing.items():
        state = aws.client("kms", region).describe_key(KeyId=own["log_key_arn"])["KeyMetadata"]["KeyState"]
        assert state == "Enabled"
    assert aws.failures == []


def pair(aws: LocalAws, standby_network: dict[str, Any]) -> Any:  # noqa: ANN401  # a deployment
    first, second = PILOT_LIGHT["regions"]
    second = {**second, "cidr": "10.9.0.0/16", "existing": standby_network}
    existing = {
        WEST: {
            "database_key_arn": key(aws, WEST),
            "load_balancer_log_bucket": bucket(aws, WEST, f"logs-{ACCOUNT_ID}"),
        }
    }
    return pilot_light(regions=[first, second], existing=existing)


def test_a_pair_in_an_existing_vpc_is_a_plan_that_only_adds(aws: LocalAws, tmp_path: Path) -> None:
    public_zone(aws)
    (stack,) = synthesize([pair(aws, tiers(aws, WEST))], tmp_path / "cdktf.out")
    with aws.terraform(stack.folder) as terraform:
        terraform.init()
        assert terraform.validate() == ()
        assert terraform.plan().summary == f"{stack.resources} to add, 0 to change, 0 to destroy"
    assert aws.failures == []


def test_a_subnet_of_another_vpc_fails_the_plan_with_the_reason(aws: LocalAws, tmp_path: Path) -> None:
    public_zone(aws)
    network, other = tiers(aws, WEST), tiers(aws, WEST)
    foreign = other["data_subnet_ids"][0]
    network["data_subnet_ids"][0] = foreign
    (stack,) = synthesize([pair(aws, network)], tmp_path / "cdktf.out")
    with aws.terraform(stack.folder) as terraform:
        terraform.init()
        with pytest.raises(TerraformError, match=f"{foreign} is not in {network['vpc_id']}"):
            terraform.plan()


def test_a_site_with_keys_topics_and_log_buckets_of_others_is_a_plan_that_only_adds(
    aws: LocalAws, tmp_path: Path
) -> None:
    public_zone(aws)
    regions = [region["name"] for region in WEBSITE["regions"]]
    existing: dict[str, dict[str, str]] = {
        region: {
            "content_key_arn": key(aws, region),
            "alert_topic_arn": topic(aws, region),
            "s3_log_bucket": bucket(aws, region, f"logs-{region}-{ACCOUNT_ID}"),
        }
        for region in regions
    }
    existing[EAST]["edge_log_bucket"] = existing[EAST]["s3_log_bucket"]
    deployment = website(existing=existing, storage={"encryption": "kms"}, monitoring={})
    (stack,) = synthesize([deployment], tmp_path / "cdktf.out")
    with aws.terraform(stack.folder) as terraform:
        terraform.init()
        assert terraform.validate() == ()
        assert terraform.plan().summary == f"{stack.resources} to add, 0 to change, 0 to destroy"
    assert aws.failures == []
