"""States: one message for a region, however many of its alarms take part."""

import re

import pytest

from constructs_lib.testing import Block, Template
from tests.constructs_lib.monitoring.example import example

CHILD = re.compile(r'ALARM\("([\w-]+)"\)')


def state(template: Template, name: str) -> Block:
    """The composite alarm of that name."""
    (found,) = [
        block
        for block in template.resources("aws_cloudwatch_composite_alarm")
        if block["alarm_name"] == f"orders-production-{name}"
    ]
    return found


def children(template: Template, alarm: Block) -> list[Block]:
    """The alarms that its rule names, in its own region."""
    resources = {
        block["alarm_name"]: block
        for block in template.resources("aws_cloudwatch_metric_alarm")
        if block.provider == alarm.provider
    }
    return [resources[name] for name in CHILD.findall(alarm["alarm_rule"])]


def test_each_region_has_a_state_that_names_it_and_one_more_is_the_worst(everything: Template) -> None:
    names = {block["alarm_name"] for block in everything.resources("aws_cloudwatch_composite_alarm")}

    assert names == {
        "orders-production-no-healthy-region",
        "orders-production-shared-impaired",
        "orders-production-us-east-1-impaired",
        "orders-production-us-east-1-unreachable",
        "orders-production-us-west-2-impaired",
        "orders-production-us-west-2-unreachable",
    }


@pytest.mark.parametrize("fixture", ["everything", "elsewhere"])
def test_a_state_reads_alarms_of_its_own_region_only(fixture: str, request: pytest.FixtureRequest) -> None:
    template: Template = request.getfixturevalue(fixture)

    for alarm in template.resources("aws_cloudwatch_composite_alarm"):
        assert children(template, alarm) != []


@pytest.mark.parametrize("fixture", ["everything", "elsewhere"])
def test_a_state_waits_for_the_alarms_that_it_names(fixture: str, request: pytest.FixtureRequest) -> None:
    """CloudWatch refuses a rule that names alarms which are not there."""
    template: Template = request.getfixturevalue(fixture)

    for alarm in template.resources("aws_cloudwatch_composite_alarm"):
        assert alarm["depends_on"] == [child.address for child in children(template, alarm)]


def test_a_region_is_impaired_by_any_alarm_that_does_not_speak_for_itself(everything: Template) -> None:
    silent = {
        block.address
        for block in everything.resources("aws_cloudwatch_metric_alarm")
        if block.path.startswith("monitoring/us-west-2/") and "alarm_actions" not in block.body
    }
    impaired = state(everything, "us-west-2-impaired")

    assert {child.address for child in children(everything, impaired)} == silent
    assert impaired["alarm_rule"].count(" OR ") == len(silent) - 1


def test_nobody_is_told_twice_of_one_alarm(everything: Template) -> None:
    """An alarm speaks itself or through a state. A health check's does both: traffic has moved then."""
    speaking = [
        child["alarm_name"]
        for alarm in everything.resources("aws_cloudwatch_composite_alarm")
        for child in children(everything, alarm)
        if "alarm_actions" in child.body
    ]

    assert set(speaking) == {
        "orders-production-us-east-1-unhealthy",
        "orders-production-us-west-2-unhealthy",
    }


def test_every_alarm_reaches_somebody(everything: Template) -> None:
    inside = {
        child.address
        for alarm in everything.resources("aws_cloudwatch_composite_alarm")
        for child in children(everything, alarm)
    }
    alarms = everything.resources("aws_cloudwatch_metric_alarm")

    assert [
        each.address for each in alarms if "alarm_actions" not in each.body and each.address not in inside
    ] == []


def test_an_alarm_speaks_to_the_topic_of_its_own_region(everything: Template) -> None:
    topics = {block.ref("arn"): block.provider for block in everything.resources("aws_sns_topic")}
    speakers = [
        *everything.resources("aws_cloudwatch_metric_alarm"),
        *everything.resources("aws_cloudwatch_composite_alarm"),
    ]

    for alarm in speakers:
        for actions in ("alarm_actions", "ok_actions"):
            assert {topics[arn] for arn in alarm.body.get(actions, [])} <= {alarm.provider}


def test_nothing_is_well_when_every_health_check_is_unhealthy(everything: Template) -> None:
    worst = state(everything, "no-healthy-region")

    worst.expect(provider="us_east_1")
    assert [child["alarm_name"] for child in children(everything, worst)] == [
        "orders-production-us-east-1-unhealthy",
        "orders-production-us-west-2-unhealthy",
    ]
    assert worst["alarm_rule"].count(" AND ") == 1


def test_what_serves_all_regions_has_a_state_in_us_east_1(elsewhere: Template) -> None:
    """An alarm that neither tells people nor is part of a state is heard by nobody."""
    shared = state(elsewhere, "shared-impaired")

    shared.expect(
        provider="us_east_1",
        alarm_actions=[elsewhere.only("aws_sns_topic", "monitoring/global").ref("arn")],
    )
    assert {child["alarm_name"] for child in children(elsewhere, shared)} == {
        "orders-production-shared-5xx",
        "orders-production-shared-latency",
    }


def test_where_records_follow_the_checks_the_texts_say_where_traffic_goes(everything: Template) -> None:
    (unhealthy,) = [
        block
        for block in everything.resources("aws_cloudwatch_metric_alarm")
        if block["alarm_name"] == "orders-production-us-east-1-unhealthy"
    ]

    assert unhealthy["alarm_description"].startswith("Route 53 finds us-east-1 unhealthy and avoids it.")
    assert state(everything, "no-healthy-region")["alarm_description"] == (
        "No region is healthy. Route 53 answers all the same: with the primary where it fails over, "
        "with every region elsewhere."
    )


def test_without_alarms_there_are_none_of_either_kind() -> None:
    template = Template.of(example(alarms={"enabled": False}))

    assert template.resources("aws_cloudwatch_metric_alarm") == []
    assert template.resources("aws_cloudwatch_composite_alarm") == []


@pytest.mark.parametrize(("region", "role"), [("eu-central-1", "primary"), ("eu-south-2", "standby")])
def test_alarms_in_us_east_1_are_tagged_with_the_region_that_they_are_about(
    elsewhere: Template, region: str, role: str
) -> None:
    about = [
        block
        for type_ in ("aws_cloudwatch_metric_alarm", "aws_cloudwatch_composite_alarm")
        for block in elsewhere.resources(type_)
        if block.provider == "us_east_1" and region in block["alarm_name"]
    ]

    assert [block["tags"] for block in about] == [{"Region": region, "Role": role}] * 3
