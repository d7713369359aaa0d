"""A zone, a health check, a bucket and a log group that were made by hand become the deployment's own."""

from pathlib import Path
from typing import Any

import pytest

from constructs_lib.synthesis import synthesize
from drill.local_aws import ACCOUNT_ID, LocalAws
from drill.terraform import Plan, Terraform
from tests.support.deployments import LATTICE_SERVICE, lattice_service

pytestmark = pytest.mark.terraform(minutes=2)

ZONE = "aws_route53_zone.zone_6E295601"
CHECK = "aws_route53_health_check.health_us-east-1_check_A1982A3B"
BUCKET = "aws_s3_bucket.monitoring_us-east-1_canaries_bucket_4D1CBA5F"
LOG = "aws_cloudwatch_log_group.us-east-1_service_function_log-group_73C145D3"
BUCKET_NAME = f"orders-production-us-east-1-canaries-{ACCOUNT_ID}"
LOG_NAME = "/aws/lambda/orders-production-service"


def by_hand(aws: LocalAws) -> dict[str, str]:
    """What somebody clicked together, under the names that the deployment gives; ids by address."""
    route53 = aws.client("route53")
    route53.create_hosted_zone(Name="example.com", CallerReference="public")
    vpc = aws.client("ec2").create_vpc(CidrBlock="192.168.0.0/24")["Vpc"]["VpcId"]
    zone = route53.create_hosted_zone(
        Name="svc.example.com",
        CallerReference="private",
        VPC={"VPCRegion": "us-east-1", "VPCId": vpc},
        HostedZoneConfig={"PrivateZone": True, "Comment": "by hand"},
    )["HostedZone"]["Id"]
    check = route53.create_health_check(
        CallerReference="check",
        HealthCheckConfig={
            "Type": "HTTPS",
            "FullyQualifiedDomainName": "old.example.com",
            "ResourcePath": "/",
            "Port": 443,
            "RequestInterval": 30,
            "FailureThreshold": 5,
            "MeasureLatency": False,
            "EnableSNI": True,
        },
    )["HealthCheck"]["Id"]
    aws.client("s3").create_bucket(Bucket=BUCKET_NAME)
    aws.client("logs").create_log_group(logGroupName=LOG_NAME)
    return {ZONE: zone.removeprefix("/hostedzone/"), CHECK: check, BUCKET: BUCKET_NAME, LOG: LOG_NAME}


def actions(terraform: Terraform, plan: Plan) -> dict[str, list[str]]:
    """What is done to what is imported, by address."""
    changes: list[dict[str, Any]] = terraform.show(plan)["resource_changes"]
    return {each["address"]: each["change"]["actions"] for each in changes if each["change"].get("importing")}


def test_what_was_made_by_hand_is_imported_set_and_then_left_alone(aws: LocalAws, tmp_path: Path) -> None:
    made = by_hand(aws)
    deployment = lattice_service(
        adopt=made, monitoring={**LATTICE_SERVICE["monitoring"], "canaries": {"enabled": True}}
    )
    (stack,) = synthesize([deployment], tmp_path / "cdktf.out")
    with aws.terraform(stack.folder) as terraform:
        terraform.init()
        assert terraform.validate() == ()
        plan = terraform.plan()
        assert actions(terraform, plan) == {address: ["update"] for address in made}
        assert plan.summary == f"{stack.resources - 4} to add, 4 to change, 0 to destroy"

        applied = terraform.apply(plan)
        assert (applied.added, applied.changed, applied.destroyed) == (stack.resources - 4, 4, 0)
        again = terraform.plan()
        assert (again.changes, again.has_changes) == ((), False)

    checks = {each["Id"]: each for each in aws.client("route53").list_health_checks()["HealthChecks"]}
    assert len(checks) == 2
    assert checks[made[CHECK]]["HealthCheckConfig"]["FailureThreshold"] == 3
    assert len(aws.client("route53").list_hosted_zones()["HostedZones"]) == 2
    group = aws.client("logs").describe_log_groups(logGroupNamePrefix=LOG_NAME)["logGroups"][0]
    assert group["retentionInDays"] == 30
    assert aws.failures == []
