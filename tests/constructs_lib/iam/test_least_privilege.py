"""Every policy of a deployment, searched for more than is needed."""

import json
from collections.abc import Iterator
from typing import Any

import pytest

from constructs_lib.testing import Template
from tests.conftest import synthesized

PROBE = "us-east-1/service/probe"
ACCOUNT = "${data.aws_caller_identity.account-us-east-1.account_id}"

INTERFACE_ACTIONS = [
    "ec2:AssignPrivateIpAddresses",
    "ec2:CreateNetworkInterface",
    "ec2:DeleteNetworkInterface",
    "ec2:UnassignPrivateIpAddresses",
]
DESCRIBE_ACTIONS = ["ec2:DescribeNetworkInterfaces", "ec2:DescribeSubnets"]

WHOLE_RESOURCE = {
    ("aws_iam_role_policy", "FindNetworkInterfaces"): "EC2's describe calls know no resources",
    ("aws_iam_role_policy", "ListBuckets"): "S3's list of all buckets knows no resources",
    ("aws_iam_role_policy", "PublishResults"): "a metric is no resource; the namespace is a condition",
    ("aws_kms_key", "AccountGrants"): "in a key's policy `*` is the key itself",
    ("aws_kms_key", "EventsEncrypt"): "in a key's policy `*` is the key itself",
    ("aws_kms_key", "SendersEncrypt"): "in a key's policy `*` is the key itself",
}
"""The statements that may name the resource `*`, and why."""


@pytest.fixture(scope="module")
def in_vpc() -> Template:
    """Both functions in the VPC, every option that brings rights, and everyone who can be admitted."""
    return synthesized(
        health={"takeover": True},
        monitoring={
            "emails": ["oncall@example.com"],
            "functions": ["arn:aws:lambda:us-west-2:123456789012:function:page-someone"],
            "canaries": {"enabled": True},
        },
        lattice={
            "function": {"in_vpc": True},
            "access": {"accounts": ["111122223333"], "organization": "o-a1b2c3d4e5"},
        },
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
        "aws_s3_bucket_policy",
        "aws_sns_topic_policy",
        "aws_vpclattice_auth_policy",
    }


def test_no_statement_allows_an_action_by_wildcard(in_vpc: Template) -> None:
    wild = [
        (type_, found["Sid"])
        for type_, found in statements(in_vpc)
        if "*" in str(found["Action"]) and found["Effect"] == "Allow"
    ]

    assert wild == []


def test_the_resource_of_everything_is_named_only_where_aws_has_no_finer_one(in_vpc: Template) -> None:
    wild = {
        (type_, found["Sid"])
        for type_, found in statements(in_vpc)
        if found.get("Resource") == ["*"] and found["Effect"] == "Allow"
    }

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
            "Resource": [f"arn:aws:logs:us-east-1:{ACCOUNT}:log-group:{log_group['name']}:*"],
        }
    ]


def test_the_probe_may_log_stand_in_the_vpc_and_ask_the_service_for_its_health(two_regions: Template) -> None:
    log_group = two_regions.only("aws_cloudwatch_log_group", f"{PROBE}/function/log-group")
    granted = {
        found["Sid"]: (found["Action"], found["Resource"])
        for found in policy(two_regions, PROBE)
        if found["Effect"] == "Allow"
    }

    assert granted == {
        "WriteOwnLog": (
            ["logs:CreateLogStream", "logs:PutLogEvents"],
            [f"arn:aws:logs:us-east-1:{ACCOUNT}:log-group:{log_group['name']}:*"],
        ),
        "OwnNetworkInterfaces": (
            INTERFACE_ACTIONS,
            [f"arn:aws:ec2:us-east-1:{ACCOUNT}:*/*"],
        ),
        "FindNetworkInterfaces": (DESCRIBE_ACTIONS, ["*"]),
        "CallService": (
            ["vpc-lattice-svcs:Invoke"],
            [two_regions.only("aws_vpclattice_service", "us-east-1").ref("arn") + "/health"],
        ),
    }


@pytest.mark.parametrize(
    ("path", "what"), [("us-east-1/service/function", "service"), ("us-east-1/service/probe", "probe")]
)
def test_what_lambda_does_for_a_function_in_a_vpc_its_own_code_may_not(
    in_vpc: Template, path: str, what: str
) -> None:
    """A call of the code's own names the function as its source; Lambda's do not."""
    refused = [found for found in policy(in_vpc, path) if found["Effect"] == "Deny"]

    assert refused == [
        {
            "Sid": "NotByItsOwnCode",
            "Effect": "Deny",
            "Action": [*INTERFACE_ACTIONS, *DESCRIBE_ACTIONS],
            "Resource": ["*"],
            "Condition": {
                "ArnEquals": {
                    "lambda:SourceFunctionArn": (
                        f"arn:aws:lambda:us-east-1:{ACCOUNT}:function:orders-production-{what}"
                    )
                }
            },
        }
    ]


def test_the_probe_of_a_region_may_call_no_other_regions_service(two_regions: Template) -> None:
    found = str(policy(two_regions, "us-west-2/service/probe"))

    assert two_regions.only("aws_vpclattice_service", "us-west-2").ref("arn") in found
    assert "us-east-1" not in found
