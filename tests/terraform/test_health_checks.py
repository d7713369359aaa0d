"""Every kind of health check lives its whole life on the embedded AWS, and switches are the operator's."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from botocore.exceptions import ClientError

from drill.local_aws import LocalAws
from tests.constructs_lib.dns.health_stack import EVERY_KIND, HEARTBEAT, TIMING, written

pytestmark = pytest.mark.terraform

Json = dict[str, Any]

PARAMETER = "/holdfast/orders-production/takeover"
TAKEN_OVER = "orders-production: us-west-2 has taken over from eu-west-1"

WATCHED = {
    "Inverted": False,
    "Disabled": False,
    "RequestInterval": TIMING["interval"],
    "FailureThreshold": TIMING["threshold"],
    "MeasureLatency": TIMING["measure_latency"],
    "Regions": TIMING["checker_regions"],
    "EnableSNI": False,
}
"""What Route 53 says of every plain endpoint check of the stack."""

CONFIGURED: Mapping[str, Json] = {
    "eu-west-1-plain": {
        **WATCHED,
        "Type": "HTTP",
        "FullyQualifiedDomainName": "plain.example.com",
        "Port": 80,
        "ResourcePath": "/",
    },
    "eu-west-1-by-address": {
        **WATCHED,
        "Type": "HTTP_STR_MATCH",
        "FullyQualifiedDomainName": "www.example.com",
        "IPAddress": "1.1.1.1",
        "Port": 8080,
        "ResourcePath": "/health?deep=yes",
        "SearchString": '"status": "healthy"',
    },
    "eu-west-1-shared-name": {
        **WATCHED,
        "Type": "HTTPS",
        "FullyQualifiedDomainName": "www.example.com",
        "IPAddress": "2606:4700:4700::1111",
        "Port": 443,
        "ResourcePath": "/",
        "EnableSNI": True,
    },
    "eu-west-1-maintenance": {
        **WATCHED,
        "Type": "HTTPS_STR_MATCH",
        "FullyQualifiedDomainName": "status.example.com",
        "Port": 443,
        "ResourcePath": "/",
        "SearchString": "Closed for maintenance",
        "EnableSNI": True,
        "Inverted": True,
    },
    "eu-west-1-database": {**WATCHED, "Type": "TCP", "IPAddress": "1.0.0.1", "Port": 5432},
    "us-west-2-database": {
        **WATCHED,
        "Type": "TCP",
        "FullyQualifiedDomainName": "db.example.com",
        "Port": 5432,
    },
    "eu-west-1-heartbeat": {
        "Type": "CLOUDWATCH_METRIC",
        "AlarmIdentifier": {"Region": "eu-west-1", "Name": "orders-production-eu-west-1-check-heartbeat"},
        "InsufficientDataHealthStatus": "Unhealthy",
        "Inverted": False,
        "Disabled": False,
    },
}


def checks(aws: LocalAws) -> dict[str, Json]:
    """Route 53's checks by name, without the deployment's."""
    route53 = aws.client("route53")
    found = {}
    for check in route53.list_health_checks()["HealthChecks"]:
        answer = route53.list_tags_for_resource(ResourceType="healthcheck", ResourceId=check["Id"])
        tags = {tag["Key"]: tag["Value"] for tag in answer["ResourceTagSet"]["Tags"]}
        found[tags["Name"].removeprefix("orders-production-")] = check
    return found


def asked(aws: LocalAws) -> tuple[int, str]:
    """What the deployed function answers the checkers."""
    answer = aws.client("lambda", "us-west-2").invoke(FunctionName="orders-production-takeover")
    payload = json.loads(answer["Payload"].read())
    return payload["statusCode"], payload["body"]


def edit(stack: Path, old: str, new: str) -> None:
    """Change the working copy, as a new synthesis would."""
    file = stack / "cdk.tf.json"
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")


def test_every_kind_of_check_is_on_aws_as_it_is_configured(aws: LocalAws, tmp_path: Path) -> None:
    stack = written(tmp_path, {**EVERY_KIND, "takeover": True})
    with aws.terraform(stack) as terraform:
        terraform.init()
        plan = terraform.plan()
        assert plan.summary == "24 to add, 0 to change, 0 to destroy"
        assert terraform.apply(plan).added == 24

        found = checks(aws)
        assert {name: found[name]["HealthCheckConfig"] for name in CONFIGURED} == CONFIGURED
        ready = found["eu-west-1-ready"]["HealthCheckConfig"]
        assert {**ready, "ChildHealthChecks": set(ready["ChildHealthChecks"])} == {
            "Type": "CALCULATED",
            "HealthThreshold": 8,
            "ChildHealthChecks": {
                found[name]["Id"]
                for name in ("eu-west-1", "eu-west-1-keeps", *CONFIGURED)
                if name.startswith("eu-west-1")
            },
            "Inverted": False,
            "Disabled": False,
            "EnableSNI": False,
        }
        assert terraform.output()["health_check_id_eu_west_1"].value == found["eu-west-1-ready"]["Id"]
        assert terraform.plan().has_changes is False
        assert terraform.destroy().destroyed == 24
    assert aws.failures == []
    assert checks(aws) == {}


def test_a_takeover_is_the_operators_whatever_is_applied(aws: LocalAws, tmp_path: Path) -> None:
    ssm = aws.client("ssm", "us-west-2")
    stack = written(tmp_path, {"takeover": True})
    with aws.terraform(stack) as terraform:
        terraform.init()
        terraform.apply()
        assert asked(aws) == (503, "not taken over")

        ssm.put_parameter(Name=PARAMETER, Value="on", Overwrite=True)
        assert asked(aws) == (200, TAKEN_OVER)
        keeps = checks(aws)["eu-west-1-keeps"]["HealthCheckConfig"]
        assert (keeps["SearchString"], keeps["Inverted"]) == (TAKEN_OVER, True)

        edit(terraform.directory, "health checks decide", "the health checks decide")
        assert terraform.plan().has_changes is False
        edit(terraform.directory, '"retention_in_days": 30', '"retention_in_days": 60')
        assert terraform.apply().changed == 2
        assert asked(aws) == (200, TAKEN_OVER)

        ssm.put_parameter(Name=PARAMETER, Value="off", Overwrite=True)
        assert asked(aws) == (503, "not taken over")
        ssm.delete_parameter(Name=PARAMETER)
        # Failed, and so not taken over; the function's alarm tells that nobody could take over now.
        answer = aws.client("lambda", "us-west-2").invoke(FunctionName="orders-production-takeover")
        assert answer["FunctionError"] == "Unhandled"
    assert aws.failures == []


def test_changes_reach_the_checks_that_are_in_use(aws: LocalAws, tmp_path: Path) -> None:
    """A changed alarm updates its check, which would go by the old settings for ever (F12); an endpoint check
    of another interval is made before the one in use is deleted.
    """
    before = {"further_checks": [HEARTBEAT]}
    after = {"interval": 10, "further_checks": [{**HEARTBEAT, "threshold": 2}]}
    with aws.terraform(written(tmp_path / "before", before)) as terraform:
        terraform.init()
        terraform.apply()
        version = checks(aws)["eu-west-1-heartbeat"]["HealthCheckVersion"]

        changed = written(tmp_path / "after", after) / "cdk.tf.json"
        (terraform.directory / "cdk.tf.json").write_bytes(changed.read_bytes())
        plan = terraform.plan()
        planned = {
            change["address"].partition(".")[2].rpartition("_")[0]: change["change"]["actions"]
            for change in terraform.show(plan)["resource_changes"]
            if change["change"]["actions"] != ["no-op"]
        }
        assert planned == {
            "further-eu-west-1_heartbeat_alarm": ["update"],
            "further-eu-west-1_heartbeat_follower_check": ["update"],
            "health-eu-west-1_check": ["create", "delete"],
            "health-us-west-2_check": ["create", "delete"],
            "readiness-eu-west-1_all_check": ["update"],
        }
        terraform.apply(plan)
        assert checks(aws)["eu-west-1-heartbeat"]["HealthCheckVersion"] == version + 1
        assert terraform.plan().has_changes is False


def test_routing_controls_are_off_at_first_and_the_last_one_stays_on(aws: LocalAws, tmp_path: Path) -> None:
    cluster = aws.client("route53-recovery-cluster", "us-west-2")

    def state(control: str) -> str:
        return str(cluster.get_routing_control_state(RoutingControlArn=control)["RoutingControlState"])

    def turn(control: str, wanted: str) -> None:
        cluster.update_routing_control_state(RoutingControlArn=control, RoutingControlState=wanted)

    with aws.terraform(written(tmp_path, {"routing_controls": {"create_cluster": True}})) as terraform:
        terraform.init()
        assert terraform.apply().added == 11
        assert terraform.plan().has_changes is False

        endpoints = json.loads(terraform.output()["cluster_endpoints"].value)
        assert [each["region"] for each in endpoints] == [
            "us-east-1",
            "us-west-2",
            "eu-west-1",
            "ap-northeast-1",
            "ap-southeast-2",
        ]
        found = checks(aws)
        primary, standby = (
            found[f"{region}-control"]["HealthCheckConfig"]["RoutingControlArn"]
            for region in ("eu-west-1", "us-west-2")
        )
        assert (state(primary), state(standby)) == ("Off", "Off")

        turn(standby, "On")
        turn(primary, "On")
        turn(primary, "Off")
        with pytest.raises(ClientError, match="safety rule orders-production-one-is-on forbids it"):
            turn(standby, "Off")
        assert (state(primary), state(standby)) == ("Off", "On")
        assert terraform.plan().has_changes is False
        assert terraform.destroy().destroyed == 11
    assert aws.failures == []
