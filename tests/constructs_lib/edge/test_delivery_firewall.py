"""AWS WAF in both places: who is refused, who never is, and what the log does not hold."""

from typing import Any

import pytest

from constructs_lib.testing import Block, Template
from tests.constructs_lib.edge.delivery_stack import REGIONS, default_delivery, delivery


def acl(template: Template, path: str) -> Block:
    """One web ACL."""
    return template.only("aws_wafv2_web_acl", path)


def rules(block: Block) -> list[tuple[int, str]]:
    """Priorities and names, in order."""
    return sorted((rule["priority"], rule["name"]) for rule in block["rule"])


def firewall(**changes: Any) -> Template:  # noqa: ANN401  # whatever YAML holds
    """The stack with these firewall settings."""
    return delivery(delivery={"firewall": changes})


def test_the_edge_counts_first_and_then_asks_aws_s_groups() -> None:
    block = acl(default_delivery(), "delivery")

    block.expect(provider="us_east_1", scope="CLOUDFRONT", name="shop-test-edge")
    assert rules(block) == [
        (0, "too-many-requests"),
        (1, "AWSManagedRulesAmazonIpReputationList"),
        (2, "AWSManagedRulesCommonRuleSet"),
        (3, "AWSManagedRulesKnownBadInputsRuleSet"),
    ]
    assert default_delivery().only("aws_cloudfront_distribution")["web_acl_id"] == block.ref("arn")


@pytest.mark.parametrize("region", REGIONS)
def test_each_load_balancer_has_a_firewall_of_its_own_region(region: str) -> None:
    template, provider = default_delivery(), region.replace("-", "_")

    acl(template, region).expect(provider=provider, scope="REGIONAL", name="shop-test-entrance")
    template.only("aws_wafv2_web_acl_association", region).expect(
        provider=provider,
        resource_arn=template.only("aws_lb", region).ref("arn"),
        web_acl_arn=acl(template, region).ref("arn"),
    )


def test_route_53_is_let_in_before_any_rule_could_mistake_it() -> None:
    first = next(rule for rule in acl(default_delivery(), REGIONS[0])["rule"] if rule["priority"] == 0)
    compared = [
        (list(each["byte_match_statement"]["field_to_match"]), each["byte_match_statement"]["search_string"])
        for each in first["statement"]["and_statement"]["statement"]
    ]

    assert (first["name"], first["action"]) == ("health-path", {"allow": {}})
    assert compared == [(["uri_path"], "/health"), (["method"], "GET")]


def test_no_load_balancer_counts_by_address() -> None:
    """It sees CloudFront's alone."""
    for region in REGIONS:
        assert "rate_based_statement" not in str(acl(default_delivery(), region).body)


@pytest.mark.parametrize(
    ("policy", "statement"),
    [
        ("block", {"geo_match_statement": {"country_codes": ["DE", "FR"]}}),
        (
            "allow",
            {"not_statement": {"statement": [{"geo_match_statement": {"country_codes": ["DE", "FR"]}}]}},
        ),
    ],
)
def test_countries_are_shut_out_or_all_others_are(policy: str, statement: Any) -> None:  # noqa: ANN401
    block = acl(firewall(edge={"countries": {"policy": policy, "countries": ["DE", "FR"]}}), "delivery")
    (rule,) = [each for each in block["rule"] if each["name"] == "countries"]

    assert (rule["priority"], rule["action"], rule["statement"]) == (1, {"block": {}}, statement)


def test_a_rule_of_a_group_can_be_told_to_count_only() -> None:
    named = "AWSManagedRulesCommonRuleSet/SizeRestrictions_BODY"
    block = acl(firewall(edge={"count_only": [named]}), "delivery")
    overrides = {
        rule["name"]: rule["statement"]["managed_rule_group_statement"].get("rule_action_override")
        for rule in block["rule"]
        if "managed_rule_group_statement" in rule["statement"]
    }

    assert overrides == {
        "AWSManagedRulesAmazonIpReputationList": None,
        "AWSManagedRulesCommonRuleSet": [{"name": "SizeRestrictions_BODY", "action_to_use": {"count": {}}}],
        "AWSManagedRulesKnownBadInputsRuleSet": None,
    }


@pytest.mark.parametrize("place", ["delivery", *REGIONS])
def test_what_is_refused_is_logged_without_secrets_in_the_acl_s_region(place: str) -> None:
    template = default_delivery()
    log = template.only("aws_wafv2_web_acl_logging_configuration", place)
    group = template.only("aws_cloudwatch_log_group", f"{place}/firewall")

    assert log.provider == group.provider == acl(template, place).provider
    assert group["name"].startswith("aws-waf-logs-shop-test-")
    assert log["log_destination_configs"] == [group.ref("arn")]
    assert [each["single_header"]["name"] for each in log["redacted_fields"]] == [
        "authorization",
        "cookie",
        "x-origin-verify",
    ]
    (kept,) = log["logging_filter"]["filter"]
    assert (log["logging_filter"]["default_behavior"], kept["behavior"]) == ("DROP", "KEEP")
    assert [each["action_condition"]["action"] for each in kept["condition"]] == ["BLOCK", "COUNT"]


def test_all_requests_can_be_logged_or_none() -> None:
    template = firewall(edge={"log": "all"}, entrances={"log": "none"})
    log = template.only("aws_wafv2_web_acl_logging_configuration")

    assert log.provider == "us_east_1"
    assert "logging_filter" not in log.body


def test_without_firewalls_there_is_none_and_the_rotation_needs_no_right_to_it() -> None:
    template = firewall(edge={"enabled": False}, entrances={"enabled": False})
    policy = template.only("aws_iam_role_policy", "delivery/rotation").document("policy")

    assert template.resources("aws_wafv2_web_acl") == []
    assert "web_acl_id" not in template.only("aws_cloudfront_distribution").body
    assert "KeepFirewall" not in [statement["Sid"] for statement in policy["Statement"]]
