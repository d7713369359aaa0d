"""A weighted `lattice-service` on the embedded AWS: what Route 53 holds is what the file says."""

import shutil
from pathlib import Path
from typing import Any

import pytest

from constructs_lib.synthesis import STACK_FILE, SynthesizedStack, synthesize
from drill.local_aws import LocalAws
from drill.prerequisites import prerequisites
from drill.working_copy import read
from tests.support.deployments import LATTICE_SERVICE, lattice_service

pytestmark = pytest.mark.terraform

Json = dict[str, Any]

NAME = "orders.svc.example.com."
REGIONS = ("us-east-1", "us-west-2")
HEALTH = {"interval": 10, "threshold": 2, "checker_regions": ["eu-west-1", "sa-east-1", "us-west-1"]}
TTL = 30


def _stack(folder: Path, *weights: int) -> SynthesizedStack:
    """Two active regions with these weights; who is told of what has a test of its own."""
    deployment = lattice_service(
        regions=[{**region, "role": "active"} for region in LATTICE_SERVICE["regions"]],
        routing={"policy": "weighted", "weights": dict(zip(REGIONS, weights, strict=True)), "ttl": TTL},
        health=HEALTH,
        monitoring={"alarms": {"enabled": False}, "dashboards": False, "health_events": False},
    )
    (stack,) = synthesize([deployment], folder / "-".join(map(str, weights)))
    return stack


def _records(aws: LocalAws, zone_id: str) -> list[Json]:
    """The records of the shared name, by set identifier."""
    found = aws.client("route53").list_resource_record_sets(HostedZoneId=zone_id)["ResourceRecordSets"]
    ours = (record for record in found if record["Name"] == NAME)
    return sorted(ours, key=lambda record: str(record["SetIdentifier"]))


def _configured(outputs: dict[str, str], *weights: int) -> list[Json]:
    """The records that the file asks for."""
    return [
        {
            "Name": NAME,
            "Type": "CNAME",
            "TTL": TTL,
            "SetIdentifier": region,
            "Weight": weight,
            "HealthCheckId": outputs[f"health_check_id_{region.replace('-', '_')}"],
            "ResourceRecords": [{"Value": outputs[f"endpoint_name_{region.replace('-', '_')}"]}],
        }
        for region, weight in zip(REGIONS, weights, strict=True)
    ]


def _check(aws: LocalAws, outputs: dict[str, str], region: str) -> Json:
    """A region's health check; the order of the checkers' regions says nothing."""
    alias = region.replace("-", "_")
    found = aws.client("route53").get_health_check(HealthCheckId=outputs[f"health_check_id_{alias}"])
    config: Json = found["HealthCheck"]["HealthCheckConfig"]
    return {**config, "Regions": sorted(config["Regions"])}


def _assert_as_configured(aws: LocalAws, outputs: dict[str, str]) -> None:
    """Records, health checks and the zone's VPCs, each as AWS tells it."""
    assert _records(aws, outputs["zone_id"]) == _configured(outputs, 90, 10)
    for region in REGIONS:
        probe = outputs[f"probe_url_{region.replace('-', '_')}"]
        assert _check(aws, outputs, region) == {
            "Type": "HTTPS",
            "FullyQualifiedDomainName": probe.removeprefix("https://").removesuffix("/health"),
            "Port": 443,
            "ResourcePath": "/health",
            "EnableSNI": True,
            "RequestInterval": HEALTH["interval"],
            "FailureThreshold": HEALTH["threshold"],
            "Regions": HEALTH["checker_regions"],
            "MeasureLatency": False,
            "Inverted": False,
            "Disabled": False,
        }
    zone = aws.client("route53").get_hosted_zone(Id=outputs["zone_id"])
    assert {(vpc["VPCRegion"], vpc["VPCId"]) for vpc in zone["VPCs"]} == {
        (region, vpc["VpcId"])
        for region in REGIONS
        for vpc in aws.client("ec2", region).describe_vpcs(
            Filters=[{"Name": "tag:Deployment", "Values": ["orders"]}]
        )["Vpcs"]
    }


def test_weights_arrive_in_route_53_and_a_shift_changes_records_in_place(
    aws: LocalAws, tmp_path: Path
) -> None:
    stack, shifted = _stack(tmp_path, 90, 10), _stack(tmp_path, 50, 50)
    aws.plant(prerequisites(read(stack.folder)))
    with aws.terraform(stack.folder) as terraform:
        terraform.init()
        assert terraform.validate() == ()
        assert terraform.apply(terraform.plan()).added == stack.resources
        outputs = {name: output.value for name, output in terraform.output().items()}
        _assert_as_configured(aws, outputs)

        shutil.copy(shifted.folder / STACK_FILE, terraform.directory)
        plan = terraform.plan()
        changes = sorted((change.action, change.address.rpartition("_")[0]) for change in plan.changes)
        assert changes == [("update", f"aws_route53_record.records_CNAME-{region}") for region in REGIONS]
        terraform.apply(plan)
        assert _records(aws, outputs["zone_id"]) == _configured(outputs, 50, 50)

        again = terraform.plan()
        assert (again.changes, again.has_changes) == ((), False)
        assert terraform.destroy().destroyed == stack.resources
    assert aws.failures == []
