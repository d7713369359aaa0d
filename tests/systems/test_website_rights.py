"""Every policy of a website, searched for more than is needed."""

import json
from collections.abc import Iterator
from typing import Any

from constructs_lib.testing import Template

Statement = dict[str, Any]


def statements(template: Template) -> Iterator[tuple[str, Statement]]:
    """Every policy statement in the template, with the type of the resource that holds it."""
    for block in template.resources():
        for value in block.body.values():
            if isinstance(value, str) and '"Statement"' in value:
                for statement in json.loads(value)["Statement"]:
                    yield block.address.partition(".")[0], statement


def allowed(template: Template) -> list[tuple[str, Statement]]:
    return [(type_, each) for type_, each in statements(template) if each["Effect"] == "Allow"]


def test_all_kinds_of_policies_are_searched(site_with_everything: Template) -> None:
    assert {type_ for type_, _ in statements(site_with_everything)} == {
        "aws_iam_role",
        "aws_iam_role_policy",
        "aws_kms_key",
        "aws_kms_key_policy",
        "aws_s3_bucket_policy",
        "aws_sns_topic_policy",
    }


def test_no_statement_allows_an_action_by_wildcard(site_with_everything: Template) -> None:
    wild = [
        (type_, each["Sid"]) for type_, each in allowed(site_with_everything) if "*" in str(each["Action"])
    ]
    assert wild == []


def test_only_a_key_s_policy_names_the_resource_of_everything_which_is_the_key(
    site_with_everything: Template,
) -> None:
    wild = {type_ for type_, each in allowed(site_with_everything) if each.get("Resource") == ["*"]}
    assert wild == {"aws_kms_key", "aws_kms_key_policy"}


def test_everyone_is_allowed_nothing(site_with_everything: Template) -> None:
    open_to_all = [
        (type_, each["Sid"])
        for type_, each in allowed(site_with_everything)
        if each.get("Principal") in ("*", {"AWS": ["*"]})
    ]
    assert open_to_all == []


def test_every_service_is_held_to_a_resource_or_account_of_ours(site_with_everything: Template) -> None:
    """EventBridge tells nobody for whom it speaks; a role's trust is bound by who may pass the role."""
    free = {
        (type_, each["Sid"])
        for type_, each in allowed(site_with_everything)
        if "Service" in (each.get("Principal") or {}) and "Condition" not in each
    }
    assert free == {
        ("aws_iam_role", "S3Assumes"),
        ("aws_kms_key", "EventsEncrypt"),
        ("aws_sns_topic_policy", "EventsPublish"),
    }
