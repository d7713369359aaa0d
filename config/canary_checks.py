"""Canaries come from a region as visitors do, so what shuts out visitors may shut out canaries."""

from collections.abc import Iterator, Sequence
from typing import Protocol

from config.content_delivery import ContentDelivery
from config.firewall import CountryRule
from config.model import KeyPath, Violation
from config.monitoring import Monitoring
from config.regions import Region

SHUTS_OUT_HOSTING = "AWSManagedRulesAnonymousIpList"
HOSTING_RULE = f"{SHUTS_OUT_HOSTING}/HostingProviderIPList"
COUNTRY_OF = {
    "af-south-1": "ZA",
    "ap-east-1": "HK",
    "ap-east-2": "TW",
    "ap-northeast-1": "JP",
    "ap-northeast-2": "KR",
    "ap-northeast-3": "JP",
    "ap-south-1": "IN",
    "ap-south-2": "IN",
    "ap-southeast-1": "SG",
    "ap-southeast-2": "AU",
    "ap-southeast-3": "ID",
    "ap-southeast-4": "AU",
    "ap-southeast-5": "MY",
    "ap-southeast-7": "TH",
    "ca-central-1": "CA",
    "ca-west-1": "CA",
    "eu-central-1": "DE",
    "eu-central-2": "CH",
    "eu-north-1": "SE",
    "eu-south-1": "IT",
    "eu-south-2": "ES",
    "eu-west-1": "IE",
    "eu-west-2": "GB",
    "eu-west-3": "FR",
    "il-central-1": "IL",
    "me-central-1": "AE",
    "me-south-1": "BH",
    "mx-central-1": "MX",
    "sa-east-1": "BR",
    "us-east-1": "US",
    "us-east-2": "US",
    "us-west-1": "US",
    "us-west-2": "US",
}
"""Where a region is, by ISO 3166-1: its addresses count as that country's."""


class Delivered(Protocol):
    """A system that is looked at through its edge."""

    @property
    def regions(self) -> Sequence[Region]:
        """One of them is the standby, from which canaries look."""

    @property
    def monitoring(self) -> Monitoring:
        """Whether there are canaries."""

    @property
    def content_delivery(self) -> ContentDelivery:
        """Who may come in."""


def shut_out(deployment: Delivered) -> Iterator[Violation]:
    """Rules of the edge that would make every canary fail, and its alarm with it, for ever."""
    if not (deployment.monitoring.knows("canaries") and deployment.monitoring.canaries.enabled):
        return
    delivery = deployment.content_delivery
    if delivery.knows("countries"):
        yield from _by_country(deployment, delivery.countries, ("content_delivery", "countries"))
    if not (delivery.knows("firewall") and delivery.firewall.knows("edge")):
        return
    rules, key = delivery.firewall.edge, ("content_delivery", "firewall", "edge")
    if not rules.enabled:
        return
    if rules.knows("countries"):
        yield from _by_country(deployment, rules.countries, (*key, "countries"))
    if SHUTS_OUT_HOSTING in rules.managed_rules and HOSTING_RULE not in rules.count_only:
        yield Violation(
            (*key, "managed_rules", rules.managed_rules.index(SHUTS_OUT_HOSTING)),
            found=f"{SHUTS_OUT_HOSTING}, beside canaries",
            allowed="rule groups that let AWS's own addresses in, from which canaries come",
            mend=f"add `count_only: [{HOSTING_RULE}]`, or set `monitoring.canaries.enabled: false`",
            because=(("monitoring", "canaries", "enabled"),),
        )


def _by_country(deployment: Delivered, rule: CountryRule | None, key: KeyPath) -> Iterator[Violation]:
    if not (rule and rule.knows("policy") and rule.knows("countries")):
        return
    for index, region in enumerate(deployment.regions):
        if not (region.knows("name") and region.knows("role")) or region.role != "standby":
            continue
        country = COUNTRY_OF[region.name]
        if (country in rule.countries) != (rule.policy == "allow"):
            yield Violation(
                (*key, "countries"),
                found=f"{rule.policy} {', '.join(rule.countries)}, beside canaries that come from "
                f"{region.name} in {country}",
                allowed="rules that let canaries in: they come through the edge as visitors do",
                mend=f"{'add' if rule.policy == 'allow' else 'remove'} {country}, or set "
                "`monitoring.canaries.enabled: false`",
                because=(("regions", index, "name"), ("monitoring", "canaries", "enabled")),
            )
