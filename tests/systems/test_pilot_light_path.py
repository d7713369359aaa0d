"""Nothing on the failover path is in, or names, the primary, or needs a control plane there (F8, F14)."""

import json
import re

import pytest

from constructs_lib.testing import Block, Template
from tests.support.pilot_lights import synthesized_pilot_light
from tests.systems.pilot_light_path import Path, texts

STANDBY = "us_west_2"
SERVICES = {"autoscaling", "elasticloadbalancing", "rds", "sns", "sqs", "ssm", "logs"}
"""Each has endpoints of its own in every region: no call leaves the standby."""


@pytest.fixture(scope="module")
def template() -> Template:
    return synthesized_pilot_light()


def settings(template: Template) -> dict[str, object]:
    function = template.only("aws_lambda_function", "failover/function")
    found: dict[str, object] = json.loads(function["environment"]["variables"]["SETTINGS"])
    return found


def in_standby(template: Template, type_: str) -> list[Block]:
    return [block for block in template.resources(type_) if block.provider == STANDBY]


@pytest.fixture(scope="module")
def roots(template: Template) -> list[Block]:
    """The controller with its schedule and its topic, the switch, and what the settings name.

    Not the alarm's permission to wake it: the alarm is in us-east-1, and only saves part of a minute (F14).
    """
    own = [
        block
        for block in template.resources()
        if block.path.startswith(("us-west-2/failover/", "traffic/us-west-2/takeover/"))
        and not block.path.startswith("us-west-2/failover/wake/")
        and block.provider == STANDBY
    ]
    named = [
        *in_standby(template, "aws_db_instance"),
        *in_standby(template, "aws_autoscaling_group"),
        *in_standby(template, "aws_lb_target_group"),
        *in_standby(template, "aws_lb_listener"),
    ]
    return own + named


def test_what_the_settings_name_is_in_the_standby(template: Template) -> None:
    found = settings(template)
    [database] = in_standby(template, "aws_db_instance")
    [group] = in_standby(template, "aws_autoscaling_group")
    [target_group] = in_standby(template, "aws_lb_target_group")
    topic = template.only("aws_sns_topic", "failover/notices")

    assert found["database"] == {"strategy": "replica", "identifier": database["identifier"]}
    assert isinstance(found["group"], dict)
    assert found["group"]["name"] == group.ref("name")
    assert found["target_group_arn"] == target_group.ref("arn")
    assert found["topic_arn"] == topic.ref("arn")
    assert topic.provider == STANDBY


def test_only_what_was_needed_once_leads_out_of_the_standby(template: Template, roots: list[Block]) -> None:
    """The source of a replica, which its promotion cuts, and the proof of a certificate, at its issue."""
    leaving = {
        (edge.start.address.partition(".")[0], edge.attribute, edge.end.address.partition(".")[0])
        for edge in Path(template).leaving(roots, STANDBY)
    }

    assert leaving == {
        ("aws_db_instance", "replicate_source_db", "aws_db_instance"),
        ("aws_acm_certificate_validation", "depends_on", "aws_route53_record"),
    }


def test_nothing_on_the_path_names_the_primary(template: Template, roots: list[Block]) -> None:
    """But for texts that people read, and the source of the replica."""
    naming = {
        (block.path, attribute)
        for block in Path(template).reached(roots, STANDBY)
        for attribute, value in block.body.items()
        if any(re.search("us[-_]east[-_]1", text) for text in texts(value))
    }

    assert naming == {
        ("database/us-west-2/instance", "replicate_source_db"),
        ("us-west-2/failover/function", "description"),
        ("us-west-2/failover/function", "environment"),
        ("traffic/us-west-2/takeover/entrance/api", "description"),
        ("traffic/us-west-2/takeover/function", "description"),
        ("traffic/us-west-2/takeover/function", "environment"),
    }


def test_of_the_settings_only_a_label_names_the_primary(template: Template) -> None:
    named = {key for key, value in settings(template).items() if "east" in json.dumps(value)}

    assert named == {"primary_region"}


def test_the_controller_calls_regional_services_alone(template: Template) -> None:
    policy = template.only("aws_iam_role_policy", "failover/function").document("policy")
    actions = {action for statement in policy["Statement"] for action in statement["Action"]}

    assert {action.partition(":")[0] for action in actions} == SERVICES
    assert {
        arn.split(":")[3]
        for statement in policy["Statement"]
        for arn in statement["Resource"]
        if arn[:4] == "arn:"
    } == {"us-west-2"}


def test_the_function_is_in_no_vpc_whose_ways_out_could_be_missing(template: Template) -> None:
    assert "vpc_config" not in template.only("aws_lambda_function", "failover/function").body


def test_the_schedule_wakes_the_controller_in_its_own_region(template: Template) -> None:
    """The alarm is in us-east-1 (F14), perhaps in the very loss. Once a minute is the most (F28)."""
    rule = template.only("aws_cloudwatch_event_rule", "failover/schedule")
    function = template.only("aws_lambda_function", "failover/function")

    rule.expect(provider=STANDBY, schedule_expression="rate(1 minute)")
    template.only("aws_cloudwatch_event_target", "failover/schedule").expect(
        provider=STANDBY, rule=rule.ref("name"), arn=function.ref("arn")
    )
    template.only("aws_lambda_permission", "failover/schedule").expect(
        provider=STANDBY, principal="events.amazonaws.com", source_arn=rule.ref("arn")
    )
