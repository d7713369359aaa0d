"""Every policy of a deployment, searched for more than is needed."""

import json
from collections.abc import Iterator
from typing import Any

import pytest

from tests.conftest import synthesized
from tests.support.template import Template

PROBE = "us-east-1/service/probe"

WHOLE_RESOURCE = {
    ("aws_iam_role_policy", "FindNetworkInterfaces"): "EC2's describe calls know no resources",
    ("aws_kms_key", "AccountGrants"): "in a key's policy `*` is the key itself",
    ("aws_kms_key", "SendersEncrypt"): "in a key's policy `*` is the key itself",
}
"""The statements that may name the resource `*`, and why."""


@pytest.fixture(scope="module")
def in_vpc() -> Template:
    """Both functions in the VPC, and everyone whom a configuration can admit."""
    return synthesized(
        lattice={
            "function": {"in_vpc": True},
            "access": {"accounts": ["111122223333"], "organization": "o-a1b2c3d4e5"},
        }
    )


def statements(template: Template) -> Iterator[tuple[str, dict[str, Any]]]:
    """Every policy statement in the template, with the type of the resource that holds it."""
    for block in template.resources():
        for value in block.body.values():
            if isinstance(value, str) and '"Statement"' in value:
                for statement in json.loads(value)["Statement"]:
                    yield block.address.partition(".")[0], statement


def policy(template: Template, path: str) -> list[dict[str, Any]]:
    """The statements of the policy of one function's role."""
    found: list[dict[str, Any]] = template.only("aws_iam_role_policy", path).document("policy")["Statement"]
    return found


def test_all_kinds_of_policies_are_searched(in_vpc: Template) -> None:
    assert {type_ for type_, _ in statements(in_vpc)} == {
        "aws_iam_role",
        "aws_iam_role_policy",
        "aws_kms_key",
        "aws_sns_topic_policy",
        "aws_vpclattice_auth_policy",
    }


def test_no_statement_allows_an_action_by_wildcard(in_vpc: Template) -> None:
    wild = [(type_, found["Sid"]) for type_, found in statements(in_vpc) if "*" in str(found["Action"])]

    assert wild == []


def test_the_resource_of_everything_is_named_only_where_aws_has_no_finer_one(in_vpc: Template) -> None:
    wild = {(type_, found["Sid"]) for type_, found in statements(in_vpc) if found.get("Resource") == ["*"]}

    assert wild == set(WHOLE_RESOURCE)


def test_everyone_is_allowed_nothing_without_a_condition(in_vpc: Template) -> None:
    open_to_all = [
        (type_, found["Sid"])
        for type_, found in statements(in_vpc)
        if found["Effect"] == "Allow"
        and found.get("Principal") in ("*", {"AWS": ["*"]})
        and "Condition" not in found
    ]

    assert open_to_all == []


def test_the_service_function_may_write_its_own_log_and_nothing_else(two_regions: Template) -> None:
    log_group = two_regions.only("aws_cloudwatch_log_group", "us-east-1/service/function/log-group")

    assert policy(two_regions, "us-east-1/service/function") == [
        {
            "Sid": "WriteOwnLog",
            "Effect": "Allow",
            "Action": ["logs:CreateLogStream", "logs:PutLogEvents"],
            "Resource": [log_group.ref("arn") + ":*"],
        }
    ]


def test_the_probe_may_log_stand_in_the_vpc_and_ask_the_service_for_its_health(two_regions: Template) -> None:
    log_group = two_regions.only("aws_cloudwatch_log_group", f"{PROBE}/function/log-group")
    account = "${data.aws_caller_identity.account-us-east-1.account_id}"
    granted = {found["Sid"]: (found["Action"], found["Resource"]) for found in policy(two_regions, PROBE)}

    assert granted == {
        "WriteOwnLog": (["logs:CreateLogStream", "logs:PutLogEvents"], [log_group.ref("arn") + ":*"]),
        "OwnNetworkInterfaces": (
            [
                "ec2:AssignPrivateIpAddresses",
                "ec2:CreateNetworkInterface",
                "ec2:DeleteNetworkInterface",
                "ec2:UnassignPrivateIpAddresses",
            ],
            [f"arn:aws:ec2:us-east-1:{account}:*/*"],
        ),
        "FindNetworkInterfaces": (["ec2:DescribeNetworkInterfaces", "ec2:DescribeSubnets"], ["*"]),
        "CallService": (
            ["vpc-lattice-svcs:Invoke"],
            [two_regions.only("aws_vpclattice_service", "us-east-1").ref("arn") + "/health"],
        ),
    }


def test_the_probe_of_a_region_may_call_no_other_regions_service(two_regions: Template) -> None:
    found = str(policy(two_regions, "us-west-2/service/probe"))

    assert two_regions.only("aws_vpclattice_service", "us-west-2").ref("arn") in found
    assert "us-east-1" not in found
