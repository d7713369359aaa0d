"""The secret by which load balancers know the edge: where it may stand, and who may change it."""

import json
from typing import Any

import pytest

from constructs_lib.testing import Block
from tests.constructs_lib.edge.delivery_stack import BALANCER, REGIONS, default_delivery, delivery

CURRENT = "${data.aws_secretsmanager_secret_version.delivery_header_current_7F891070.secret_string}"


def rotation(type_: str) -> Block:
    """The rotation's only block of a type."""
    return default_delivery().only(type_, "delivery/rotation")


def granted() -> dict[str, Any]:
    """What the function may do, by the statement's name."""
    statements = rotation("aws_iam_role_policy").document("policy")["Statement"]
    return {statement["Sid"]: statement for statement in statements}


def test_the_first_value_is_random_and_write_only() -> None:
    template = default_delivery()
    version = template.only("aws_secretsmanager_secret_version")

    assert template.document["ephemeral"]["aws_secretsmanager_random_password"]["origin_header"] == {
        "provider": "aws.us_east_1",
        "password_length": 64,
        "exclude_punctuation": True,
    }
    assert version["secret_string_wo"] == (
        "${ephemeral.aws_secretsmanager_random_password.origin_header.random_password}"
    )
    assert "secret_string" not in version.body
    assert template.document["terraform"]["required_version"] == ">= 1.11.0"


def test_no_apply_takes_back_what_a_rotation_has_made_current() -> None:
    """And the first version keeps a label: without any it might go, and Terraform would make another."""
    default_delivery().only("aws_secretsmanager_secret_version").expect(
        provider="us_east_1",
        version_stages=["AWSCURRENT", "FIRST"],
        lifecycle={"ignore_changes": ["version_stages"]},
    )


def test_the_distribution_sends_the_value_that_is_current_at_each_plan() -> None:
    (origin,) = default_delivery().only("aws_cloudfront_distribution")["origin"]

    assert origin["custom_header"] == [{"name": "x-origin-verify", "value": CURRENT}]
    (current,) = default_delivery().data("aws_secretsmanager_secret_version")
    assert current["version_stage"] == "AWSCURRENT"


def test_the_value_is_named_by_the_distribution_alone() -> None:
    users = [block.path for block in default_delivery().resources() if CURRENT in str(block.body)]
    assert users == ["delivery/application/distribution"]


def test_the_secret_changes_by_its_calendar_and_not_with_an_apply() -> None:
    rotation("aws_secretsmanager_secret_rotation").expect(
        provider="us_east_1",
        rotate_immediately=False,
        rotation_rules={"automatically_after_days": 30},
        rotation_lambda_arn=rotation("aws_lambda_function").ref("arn"),
    )
    often = delivery(delivery={"rotate_header_days": 7}).only("aws_secretsmanager_secret_rotation")
    assert often["rotation_rules"] == {"automatically_after_days": 7}


def test_a_rule_that_is_made_anew_stays_closed_for_a_minute_at_most() -> None:
    rotation("aws_cloudwatch_event_rule").expect(provider="us_east_1", schedule_expression="rate(1 minute)")
    assert json.loads(rotation("aws_cloudwatch_event_target")["input"]) == {"Step": "keep"}


def test_the_function_is_told_names_and_no_secret() -> None:
    template = default_delivery()
    settings = json.loads(rotation("aws_lambda_function")["environment"]["variables"]["SETTINGS"])

    assert settings == {
        "secret_arn": template.only("aws_secretsmanager_secret").ref("arn"),
        "distribution_id": template.only("aws_cloudfront_distribution").ref("id"),
        "origin_id": "application",
        "header": "x-origin-verify",
        "rule_priority": 2,
        "load_balancers": dict.fromkeys(REGIONS, BALANCER),
    }
    assert [block["name"] for block in template.resources("aws_lb")] == [BALANCER] * 2


def test_the_function_may_change_one_secret_one_distribution_and_the_rules_of_two_load_balancers() -> None:
    template = default_delivery()
    account = "${data.aws_caller_identity.account-us-east-1.account_id}"
    rules = f"{account}:listener-rule/app/{BALANCER}/*"

    assert {sid: statement["Resource"] for sid, statement in granted().items() if sid != "WriteOwnLog"} == {
        "RotateSecret": [template.only("aws_secretsmanager_secret").ref("arn")],
        "MakeRandomValue": ["*"],
        "SendHeader": [template.only("aws_cloudfront_distribution").ref("arn")],
        "KeepFirewall": [template.only("aws_wafv2_web_acl", "delivery").ref("arn")],
        "FindRules": ["*"],
        "AcceptHeader": [f"arn:aws:elasticloadbalancing:{region}:{rules}" for region in REGIONS],
    }


def test_what_has_no_finer_resource_only_looks_or_makes_something_up() -> None:
    wide = [action for each in granted().values() if each["Resource"] == ["*"] for action in each["Action"]]
    assert sorted(wide) == [
        "elasticloadbalancing:DescribeListeners",
        "elasticloadbalancing:DescribeLoadBalancers",
        "elasticloadbalancing:DescribeRules",
        "secretsmanager:GetRandomPassword",
    ]


@pytest.mark.parametrize(
    ("principal", "source"),
    [
        ("secretsmanager.amazonaws.com", "aws_secretsmanager_secret"),
        ("events.amazonaws.com", "aws_cloudwatch_event_rule"),
    ],
)
def test_only_this_secret_and_this_schedule_call_the_function(principal: str, source: str) -> None:
    template = default_delivery()
    (permission,) = [
        block for block in template.resources("aws_lambda_permission") if block["principal"] == principal
    ]
    assert permission["source_arn"] == template.only(source).ref("arn")
