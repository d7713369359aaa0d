"""Canaries that the edge would shut out are refused: their alarm would never end."""

import pytest

from config.aws_regions import AWS_REGIONS
from config.canary_checks import COUNTRY_OF
from tests.config.conftest import Refusal
from tests.config.warm_standby_text import WARM_STANDBY
from tests.support.warm_standbys import warm_standby

CANARIES = "monitoring:\n  canaries:\n    enabled: true\n"
SEEN = {"canaries": {"enabled": True}}


def test_a_rule_without_the_country_that_they_come_from(refusal: Refusal) -> None:
    message = """\
deployment.yaml:24: content_delivery.countries.countries
  found:   allow DE, FR, beside canaries that come from us-west-2 in US
  allowed: rules that let canaries in: they come through the edge as visitors do
  mend:    add US, or set `monitoring.canaries.enabled: false`

1 problem in deployment.yaml; nothing was written."""
    rule = "content_delivery:\n  countries:\n    policy: allow\n    countries: [DE, FR]\n"
    assert refusal(f"{WARM_STANDBY}{CANARIES}{rule}") == message


def test_a_firewall_that_blocks_their_country(refusal: Refusal) -> None:
    rule = "content_delivery:\n  firewall:\n    edge:\n      countries: {policy: block, countries: [US]}\n"
    assert (
        "content_delivery.firewall.edge.countries.countries\n"
        "  found:   block US, beside canaries that come from us-west-2 in US\n"
    ) in refusal(f"{WARM_STANDBY}{CANARIES}{rule}")


def test_a_list_of_hosting_providers(refusal: Refusal) -> None:
    rule = (
        "content_delivery:\n  firewall:\n    edge:\n      managed_rules: [AWSManagedRulesAnonymousIpList]\n"
    )
    assert (
        "content_delivery.firewall.edge.managed_rules[0]\n"
        "  found:   AWSManagedRulesAnonymousIpList, beside canaries\n"
    ) in refusal(f"{WARM_STANDBY}{CANARIES}{rule}")


@pytest.mark.parametrize(
    "delivery",
    [
        {"countries": {"policy": "allow", "countries": ["DE", "US"]}},
        {"countries": {"policy": "block", "countries": ["DE"]}},
        {
            "firewall": {
                "edge": {
                    "managed_rules": ["AWSManagedRulesAnonymousIpList"],
                    "count_only": ["AWSManagedRulesAnonymousIpList/HostingProviderIPList"],
                }
            }
        },
        {"firewall": {"edge": {"enabled": False}}},
    ],
)
def test_what_lets_them_in(delivery: dict[str, object]) -> None:
    assert warm_standby(monitoring=SEEN, content_delivery=delivery).monitoring.canaries.enabled


def test_without_canaries_anybody_may_be_shut_out() -> None:
    delivery = {"countries": {"policy": "allow", "countries": ["DE"]}}
    assert not warm_standby(content_delivery=delivery).monitoring.canaries.enabled


def test_every_region_is_in_a_country() -> None:
    assert set(COUNTRY_OF) == set(AWS_REGIONS)
