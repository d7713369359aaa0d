"""AWS Health heard in us-west-2 by a deployment that is not there: news of a lost region from outside it."""

import pytest

from constructs_lib.testing import Template
from tests.support.websites import synthesized_website

BACKUP = "monitoring/health-backup"


def test_the_loss_of_us_east_1_is_heard_of_in_us_west_2(site: Template) -> None:
    """With us-east-1 the alarms on every health check are lost (F14)."""
    rule = site.only("aws_cloudwatch_event_rule", "monitoring/health-backup-events")
    topic = site.only("aws_sns_topic", BACKUP)

    rule.expect(provider="us_west_2", name="portfolio-production-aws-health-backup")
    assert rule.document("event_pattern")["detail"]["eventRegion"] == ["eu-central-1", "us-east-1", "global"]
    site.only("aws_cloudwatch_event_target", "monitoring/health-backup-events").expect(
        provider="us_west_2", rule=rule.ref("name"), arn=topic.ref("arn")
    )
    site.only("aws_sns_topic_subscription", BACKUP).expect(
        provider="us_west_2", topic_arn=topic.ref("arn"), endpoint="oncall@example.com"
    )


def test_it_stands_in_one_further_region_and_serves_all(site: Template) -> None:
    tags = site.providers["us_west_2"]["default_tags"][0]["tags"]

    assert set(site.providers) == {"eu_central_1", "us_east_1", "us_west_2"}
    assert (tags["Region"], tags["Role"]) == ("us-west-2", "global")


def test_a_deployment_in_us_west_2_hears_it_there_anyway(two_regions: Template) -> None:
    assert set(two_regions.providers) == {"us_east_1", "us_west_2"}
    two_regions.expect_count("aws_sns_topic", 0, BACKUP)


def test_where_health_alarms_outlive_every_region_it_is_left_out(far_regions: Template) -> None:
    assert set(far_regions.providers) == {"eu_central_1", "eu_south_2", "us_east_1"}


@pytest.mark.parametrize(
    "monitoring",
    [
        {"emails": ["oncall@example.com"], "health_backup": False},
        {"emails": ["oncall@example.com"], "health_events": False},
        {"emails": []},
    ],
    ids=["switched off", "without AWS Health", "nobody is told"],
)
def test_no_provider_is_made_for_what_nobody_hears(monitoring: dict[str, object]) -> None:
    assert set(synthesized_website(monitoring=monitoring).providers) == {"eu_central_1", "us_east_1"}


def test_rights_can_be_given_for_it(site: Template) -> None:
    role = {"role_arn": "arn:aws:iam::123456789012:role/holdfast"}
    template = synthesized_website(
        monitoring={"emails": ["oncall@example.com"]},
        providers={"regions": {"us-west-2": {"assume_role": role}}},
    )

    assert "assume_role" not in site.providers["us_west_2"]
    assert template.providers["us_west_2"]["assume_role"][0]["role_arn"] == role["role_arn"]
