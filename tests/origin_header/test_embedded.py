"""The function against AWS's own shapes, as moto answers them: two regions, a distribution, a secret."""

import json
from collections.abc import Iterator
from typing import Any

import boto3
import pytest
from moto import mock_aws

from tests.origin_header.world import BALANCER, HEADER, REGIONS, part

STEPS = ("createSecret", "setSecret", "testSecret", "finishSecret")
TOKENS = ("0a1b2c3d-0000-4000-8000-000000000001", "0a1b2c3d-0000-4000-8000-000000000002")


def _balancer(region: str) -> Any:  # noqa: ANN401  # boto3's client
    ec2 = boto3.client("ec2", region)
    vpc = ec2.create_vpc(CidrBlock="10.0.0.0/16")["Vpc"]["VpcId"]
    subnets = [
        ec2.create_subnet(VpcId=vpc, CidrBlock=f"10.0.{index}.0/24", AvailabilityZone=f"{region}{letter}")[
            "Subnet"
        ]["SubnetId"]
        for index, letter in enumerate("ab")
    ]
    elb = boto3.client("elbv2", region)
    arn = elb.create_load_balancer(Name=BALANCER, Subnets=subnets)["LoadBalancers"][0]["LoadBalancerArn"]
    group = elb.create_target_group(Name="shop", Protocol="HTTP", Port=8080, VpcId=vpc)["TargetGroups"][0]
    refusal = {"Type": "fixed-response", "FixedResponseConfig": {"StatusCode": "403"}}
    listener = elb.create_listener(LoadBalancerArn=arn, Protocol="HTTP", Port=443, DefaultActions=[refusal])[
        "Listeners"
    ][0]["ListenerArn"]
    forward = {"Type": "forward", "TargetGroupArn": group["TargetGroupArn"]}
    for priority, condition in (
        (1, {"Field": "path-pattern", "Values": ["/health"]}),
        (2, {"Field": "source-ip", "SourceIpConfig": {"Values": ["192.0.2.1/32"]}}),
    ):
        elb.create_rule(ListenerArn=listener, Priority=priority, Conditions=[condition], Actions=[forward])
    return elb


def _distribution() -> str:
    origin = {
        "Id": "application",
        "DomainName": "origin.shop.example.com",
        "CustomHeaders": {"Quantity": 1, "Items": [{"HeaderName": HEADER, "HeaderValue": "first"}]},
        "CustomOriginConfig": {"HTTPPort": 80, "HTTPSPort": 443, "OriginProtocolPolicy": "https-only"},
    }
    made = boto3.client("cloudfront", "us-east-1").create_distribution(
        DistributionConfig={
            "CallerReference": "once",
            "Comment": "kept",
            "Enabled": True,
            "Origins": {"Quantity": 1, "Items": [origin]},
            "DefaultCacheBehavior": {
                "TargetOriginId": "application",
                "ViewerProtocolPolicy": "redirect-to-https",
            },
        }
    )
    return str(made["Distribution"]["Id"])


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> Iterator[dict[str, Any]]:
    """Settings, and what they name."""
    for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"):
        monkeypatch.setenv(name, "testing")
    with mock_aws():
        part("aws")._client.cache_clear()
        secret = boto3.client("secretsmanager", "us-east-1").create_secret(
            Name="origin-header", SecretString="first"
        )["ARN"]
        settings = {
            "secret_arn": secret,
            "distribution_id": _distribution(),
            "origin_id": "application",
            "header": HEADER,
            "rule_priority": 2,
            "load_balancers": dict.fromkeys(REGIONS, BALANCER),
        }
        monkeypatch.setenv("SETTINGS", json.dumps(settings))
        monkeypatch.setattr(part("distribution"), "POLL_SECONDS", 0)
        yield {**settings, "balancers": {region: _balancer(region) for region in REGIONS}}
    part("aws")._client.cache_clear()


class _Clock:
    def get_remaining_time_in_millis(self) -> float:
        return 60_000


def _rotate(version: str) -> None:
    for step in STEPS:
        part("run").run({"Step": step, "ClientRequestToken": version}, _Clock())


def _accepted(balancer: Any) -> set[str]:  # noqa: ANN401  # boto3's client
    (found,) = balancer.describe_load_balancers(Names=[BALANCER])["LoadBalancers"]
    (listener,) = balancer.describe_listeners(LoadBalancerArn=found["LoadBalancerArn"])["Listeners"]
    rules = balancer.describe_rules(ListenerArn=listener["ListenerArn"])["Rules"]
    (condition,) = next(rule["Conditions"] for rule in rules if rule["Priority"] == "2")
    assert condition["HttpHeaderConfig"]["HttpHeaderName"] == HEADER
    return set(condition["HttpHeaderConfig"]["Values"])


def _sent(distribution_id: str) -> str:
    config = boto3.client("cloudfront", "us-east-1").get_distribution_config(Id=distribution_id)
    (origin,) = config["DistributionConfig"]["Origins"]["Items"]
    (header,) = origin["CustomHeaders"]["Items"]
    return str(header["HeaderValue"])


def test_two_rotations_move_edge_load_balancers_and_secret_on_together(made: dict[str, Any]) -> None:
    secrets = boto3.client("secretsmanager", "us-east-1")
    part("run").run({"Step": "keep"}, _Clock())
    assert [_accepted(balancer) for balancer in made["balancers"].values()] == [{"first"}] * 2

    before = "first"
    for token in TOKENS:
        _rotate(token)
        current = secrets.get_secret_value(SecretId=made["secret_arn"], VersionStage="AWSCURRENT")
        value = current["SecretString"]
        assert current["VersionId"] == token
        assert (len(value), value.isalnum()) == (64, True)
        assert _sent(made["distribution_id"]) == value
        assert [_accepted(balancer) for balancer in made["balancers"].values()] == [{before, value}] * 2
        before = value
