"""What AWS WAF would refuse, or would do without anybody wanting it, is refused first."""

import pytest

from config.firewall import EdgeRules, EntranceRules, Firewalls
from config.routing_locations import COUNTRIES
from tests.config.test_content_delivery import refusal

LARGE = "AWSManagedRulesCommonRuleSet/SizeRestrictions_BODY"


def test_both_firewalls_are_on_by_default() -> None:
    firewalls = Firewalls()

    assert (firewalls.edge.enabled, firewalls.entrances.enabled) == (True, True)
    assert firewalls.edge.requests_per_five_minutes == 2000
    assert firewalls.edge.managed_rules == (
        "AWSManagedRulesAmazonIpReputationList",
        "AWSManagedRulesCommonRuleSet",
        "AWSManagedRulesKnownBadInputsRuleSet",
    )
    assert firewalls.entrances.managed_rules == ("AWSManagedRulesKnownBadInputsRuleSet",)


@pytest.mark.parametrize("group", ["AWSManagedRulesAmazonIpReputationList", "AWSManagedRulesAnonymousIpList"])
def test_a_load_balancer_sees_no_address_that_a_list_could_be_about(group: str) -> None:
    """And a list that held one of Route 53's checkers would be a failover."""
    assert EdgeRules.model_validate({"managed_rules": [group]}).managed_rules == (group,)
    assert refusal(EntranceRules, managed_rules=[group]).startswith("managed_rules.0: ")


def test_a_rule_that_only_counts_belongs_to_a_group_that_is_there() -> None:
    assert EdgeRules.model_validate({"count_only": [LARGE]}).counted_in("AWSManagedRulesCommonRuleSet") == (
        "SizeRestrictions_BODY",
    )
    assert refusal(EdgeRules, count_only=["SizeRestrictions_BODY"]).startswith("count_only.0: ")
    said = refusal(EntranceRules, count_only=[LARGE])
    assert "add AWSManagedRulesCommonRuleSet to `managed_rules`" in said


def test_a_firewall_that_is_off_has_no_settings() -> None:
    said = refusal(EdgeRules, enabled=False, requests_per_five_minutes=100)
    assert "remove `requests_per_five_minutes`" in said


def test_a_rule_takes_fifty_countries() -> None:
    codes = sorted(COUNTRIES)[:51]
    taken = EdgeRules.model_validate({"countries": {"policy": "block", "countries": codes[:50]}})
    assert taken.countries is not None
    assert "50 at most" in refusal(EdgeRules, countries={"policy": "block", "countries": codes})


def test_a_rate_below_ten_is_refused_as_aws_does() -> None:
    assert refusal(EdgeRules, requests_per_five_minutes=9).startswith("requests_per_five_minutes: ")
