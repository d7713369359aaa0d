"""Keys, topics and buckets that exist already: of their region, of some use, and with somebody who hears."""

import pytest

from tests.config.conftest import Load, Refusal
from tests.config.pilot_light_text import PILOT_LIGHT
from tests.config.texts import SMALL
from tests.config.websites import SITE

ACCOUNT = "123456789012"


def key(region: str) -> str:
    return f"arn:aws:kms:{region}:{ACCOUNT}:key/1234abcd-12ab-34cd-56ef-1234567890ab"


def topic(region: str) -> str:
    return f"arn:aws:sns:{region}:{ACCOUNT}:operations"


def existing(text: str, *lines: str) -> str:
    return text + "existing:\n" + "".join(f"  {line}\n" for line in lines)


def test_each_region_says_what_it_has(load_text: Load) -> None:
    text = existing(
        PILOT_LIGHT,
        "us-west-2:",
        f"  database_key_arn: {key('us-west-2')}",
        "  load_balancer_log_bucket: logs-of-everybody",
    )

    (given,) = load_text(text).existing.values()
    assert (given.database_key_arn, given.load_balancer_log_bucket, given.log_key_arn) == (
        key("us-west-2"),
        "logs-of-everybody",
        None,
    )


def test_a_key_of_another_region_is_refused(refusal: Refusal) -> None:
    message = """\
deployment.yaml:14: existing.us-west-2.log_key_arn
  found:   a key of us-east-1
  allowed: a key of us-west-2: services take only their own region's
  mend:    copy the ARN of one in us-west-2

1 problem in deployment.yaml; nothing was written."""
    assert refusal(existing(SMALL, "us-west-2:", f"  log_key_arn: {key('us-east-1')}")) == message


def test_a_topic_of_another_region_is_refused(refusal: Refusal) -> None:
    message = refusal(existing(SMALL, "us-west-2:", f"  alert_topic_arn: {topic('us-east-1')}"))

    assert "found:   a topic of us-east-1" in message


def test_an_alias_is_no_key(refusal: Refusal) -> None:
    message = refusal(
        existing(SMALL, "us-west-2:", f"  log_key_arn: arn:aws:kms:us-west-2:{ACCOUNT}:alias/logs")
    )

    assert "allowed: a KMS key's ARN, not an alias" in message


def test_a_topic_of_another_partition_is_refused_for_that_reason(refusal: Refusal) -> None:
    message = refusal(
        existing(SMALL, "us-west-2:", f"  alert_topic_arn: {topic('us-west-2').replace('aws', 'aws-cn', 1)}")
    )

    assert "allowed: an ARN of the partition aws, where the deployment is" in message


def test_a_first_in_first_out_topic_is_refused(refusal: Refusal) -> None:
    message = refusal(existing(SMALL, "us-west-2:", f"  alert_topic_arn: {topic('us-west-2')}.fifo"))

    assert "allowed: a standard SNS topic's ARN" in message


def test_a_region_in_which_nothing_is_made_is_refused(refusal: Refusal) -> None:
    message = """\
deployment.yaml:13: existing.eu-west-1
  found:   what exists in eu-west-1
  allowed: the regions in which something is made: us-east-1, us-west-2
  mend:    remove it, or correct the region

1 problem in deployment.yaml; nothing was written."""
    assert refusal(existing(SMALL, "eu-west-1:", f"  log_key_arn: {key('eu-west-1')}")) == message


@pytest.mark.parametrize(
    ("text", "line", "name"),
    [
        (SMALL, f"database_key_arn: {key('us-west-2')}", "database_key_arn"),
        (PILOT_LIGHT, f"content_key_arn: {key('us-west-2')}", "content_key_arn"),
        (PILOT_LIGHT, "edge_log_bucket: logs", "edge_log_bucket"),
    ],
)
def test_what_a_system_has_not_is_an_unknown_key(refusal: Refusal, text: str, line: str, name: str) -> None:
    message = refusal(existing(text, "us-west-2:", f"  {line}"))

    assert f"existing.us-west-2.{name}" in message
    assert "found:   an unknown key" in message


def test_a_database_key_where_no_database_is_is_refused(refusal: Refusal) -> None:
    far = PILOT_LIGHT.replace("us-east-1", "eu-west-1")
    message = refusal(existing(far, "us-east-1:", f"  database_key_arn: {key('us-east-1')}"))

    assert "existing.us-east-1.database_key_arn" in message
    assert "nothing: only the deployment's own regions have one, eu-west-1, us-west-2" in message


def test_the_edges_bucket_is_in_the_edges_region(refusal: Refusal, load_text: Load) -> None:
    message = refusal(existing(SITE, "eu-central-1:", "  edge_log_bucket: logs"))

    assert "nothing: the edge's logs are delivered in us-east-1, wherever the regions are" in message
    assert load_text(existing(SITE, "us-east-1:", "  edge_log_bucket: logs")).existing["us-east-1"]


def test_a_content_key_without_kms_encryption_is_refused(refusal: Refusal) -> None:
    message = refusal(existing(SITE, "us-east-1:", f"  content_key_arn: {key('us-east-1')}"))

    assert "allowed: nothing without `storage.encryption: kms`: nobody would use it" in message


def test_a_log_bucket_without_logs_is_refused(refusal: Refusal) -> None:
    text = existing(SITE + "storage:\n  access_logs: false\n", "us-east-1:", "  s3_log_bucket: logs")

    assert "allowed: nothing without `storage.access_logs: true`: nobody would use it" in refusal(text)


EVERY_TOPIC = tuple(
    line
    for region in ("us-east-1", "us-west-2")
    for line in (f"{region}:", f"  alert_topic_arn: {topic(region)}")
)


def test_people_who_would_be_subscribed_to_no_topic_are_told(refusal: Refusal) -> None:
    message = """\
deployment.yaml:18: monitoring.emails
  found:   emails beside topics that all exist already
  allowed: nobody: this deployment creates no topic to subscribe them to
  mend:    remove them, and subscribe them to the topics yourself

1 problem in deployment.yaml; nothing was written."""
    text = existing(SMALL, *EVERY_TOPIC) + "monitoring:\n  emails: [oncall@example.com]\n"
    assert refusal(text) == message


def test_a_pair_tells_people_of_a_failover_by_a_topic_of_its_own(load_text: Load, refusal: Refusal) -> None:
    people = existing(PILOT_LIGHT, *EVERY_TOPIC) + "monitoring:\n  emails: [oncall@example.com]\n"
    function = f"monitoring:\n  functions: [arn:aws:lambda:us-west-2:{ACCOUNT}:function:page]\n"

    assert load_text(people).monitoring.emails == ("oncall@example.com",)
    assert "functions beside topics that all exist" in refusal(existing(PILOT_LIGHT, *EVERY_TOPIC) + function)


def test_one_topic_that_is_made_is_enough_to_hear(load_text: Load) -> None:
    text = existing(SMALL, *EVERY_TOPIC[:2]) + "monitoring:\n  emails: [oncall@example.com]\n"

    assert load_text(text).monitoring.emails == ("oncall@example.com",)


def test_an_invalid_region_beside_it_is_told_and_nothing_breaks(refusal: Refusal) -> None:
    text = existing(SMALL.replace("us-west-2", "us-west2"), *EVERY_TOPIC)

    assert "regions[1].name" in refusal(text)
