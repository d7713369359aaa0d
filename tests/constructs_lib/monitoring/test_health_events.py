"""AWS Health: heard in the region itself, and in the one that AWS keeps for the loss of that region."""

import json

import pytest

from constructs_lib.monitoring.health_events import Heard, heard_in
from constructs_lib.testing import Block, Template
from tests.constructs_lib.monitoring.example import example


def rules(template: Template) -> dict[tuple[str | None, str], Block]:
    """The rules by provider and the end of their name."""
    return {
        (block.provider, block["name"].removeprefix("orders-production-aws-health")): block
        for block in template.resources("aws_cloudwatch_event_rule")
    }


@pytest.mark.parametrize(
    ("place", "regions", "at_home", "as_backup"),
    [
        ("us-east-1", ["us-east-1", "us-west-2"], ["us-east-1", "global"], ["us-west-2"]),
        ("us-west-2", ["us-east-1", "us-west-2"], ["us-west-2"], ["us-east-1", "global"]),
        ("us-east-1", ["eu-west-1", "eu-central-1"], ["global"], []),
        ("us-west-2", ["eu-west-1", "eu-central-1"], [], ["eu-west-1", "eu-central-1", "global"]),
        ("eu-west-1", ["eu-west-1", "eu-central-1"], ["eu-west-1"], []),
    ],
)
def test_what_is_heard_where(
    place: str, regions: list[str], at_home: list[str], as_backup: list[str]
) -> None:
    assert heard_in(place, regions) == Heard(at_home=at_home, as_backup=as_backup)


def test_a_regions_own_events_are_issues_and_scheduled_changes(everything: Template) -> None:
    detail = rules(everything)["us_west_2", ""].document("event_pattern")["detail"]

    assert detail["eventRegion"] == ["us-west-2"]
    assert detail["eventTypeCategory"] == ["issue", "scheduledChange"]


def test_another_regions_events_are_issues_only_since_everything_is_heard_twice(everything: Template) -> None:
    detail = rules(everything)["us_west_2", "-backup"].document("event_pattern")["detail"]

    assert detail["eventRegion"] == ["us-east-1", "global"]
    assert detail["eventTypeCategory"] == ["issue"]


def test_events_are_of_services_in_use_or_of_the_accounts_own_resources(everything: Template) -> None:
    pattern = rules(everything)["us_east_1", ""].document("event_pattern")
    services, own = pattern["detail"]["$or"]

    assert (pattern["source"], pattern["detail-type"]) == (["aws.health"], ["AWS Health Event"])
    assert {"LAMBDA", "VPC_LATTICE", "ROUTE53", "MULTIPLE_SERVICES"} <= set(services["service"])
    assert own == {"eventScopeCode": ["ACCOUNT_SPECIFIC"]}


def test_of_an_event_in_several_pages_people_get_the_first(everything: Template) -> None:
    detail = rules(everything)["us_east_1", ""].document("event_pattern")["detail"]

    assert detail["page"] == ["1", {"exists": False}]


def test_a_rule_speaks_to_the_topic_of_its_own_region(elsewhere: Template) -> None:
    """A rule's target is in the rule's region."""
    topics = {block.ref("arn"): block.provider for block in elsewhere.resources("aws_sns_topic")}
    targets = elsewhere.resources("aws_cloudwatch_event_target")

    assert [block.address for block in targets if topics[block["arn"]] != block.provider] == []
    assert len(targets) == len(elsewhere.resources("aws_cloudwatch_event_rule")) == 4


def test_people_get_sentences(everything: Template) -> None:
    transformer = everything.resources("aws_cloudwatch_event_target")[0]["input_transformer"]
    lines = [json.loads(line) for line in transformer["input_template"].splitlines()]

    assert lines[:2] == [
        "AWS Health: <category> with <service> in <region>, <status> since <began>.",
        "<text>",
    ]
    for name in transformer["input_paths"]:
        assert f"<{name}>" in "".join(lines)


def test_a_topic_that_hears_events_lets_eventbridge_publish_without_a_condition(everything: Template) -> None:
    """EventBridge names neither account nor rule to SNS: a condition would silence it."""
    policy = everything.only("aws_sns_topic_policy", "monitoring/us-west-2")
    topic = everything.only("aws_sns_topic", "monitoring/us-west-2")
    _, tls, events = policy.document("policy")["Statement"]

    assert tls["Effect"] == "Deny"
    assert events == {
        "Sid": "EventsPublish",
        "Effect": "Allow",
        "Principal": {"Service": ["events.amazonaws.com"]},
        "Action": ["sns:Publish"],
        "Resource": [topic.ref("arn")],
    }


def test_the_key_of_a_topic_that_hears_events_lets_eventbridge_encrypt(everything: Template) -> None:
    key = everything.only("aws_kms_key", "monitoring/us-west-2")

    assert key.document("policy")["Statement"][2] == {
        "Sid": "EventsEncrypt",
        "Effect": "Allow",
        "Principal": {"Service": ["events.amazonaws.com"]},
        "Action": ["kms:Decrypt", "kms:GenerateDataKey"],
        "Resource": ["*"],
    }


def test_without_health_events_eventbridge_may_do_nothing() -> None:
    template = Template.of(example(health_events=False))

    assert template.resources("aws_cloudwatch_event_rule") == []
    assert "events.amazonaws.com" not in json.dumps(template.document)
