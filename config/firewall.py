"""What AWS WAF looks at, at the edge and at the load balancers behind it."""

from collections.abc import Iterator
from typing import Annotated, Literal

from pydantic import AfterValidator, Field

from config.edge_routing import Countries
from config.model import Allowed, Checks, ConfigModel, Violation, all_different

MOST_COUNTRIES = 50
"""Codes that one statement of AWS WAF takes."""
LARGE_BODIES = "AWSManagedRulesCommonRuleSet/SizeRestrictions_BODY"
"""The rule that refuses bodies of more than 8 KB."""
_SWITCH = Allowed("true or false", "write true or false")

EdgeGroup = Annotated[
    Literal[
        "AWSManagedRulesAdminProtectionRuleSet",
        "AWSManagedRulesAmazonIpReputationList",
        "AWSManagedRulesAnonymousIpList",
        "AWSManagedRulesCommonRuleSet",
        "AWSManagedRulesKnownBadInputsRuleSet",
        "AWSManagedRulesLinuxRuleSet",
        "AWSManagedRulesPHPRuleSet",
        "AWSManagedRulesSQLiRuleSet",
        "AWSManagedRulesUnixRuleSet",
        "AWSManagedRulesWindowsRuleSet",
        "AWSManagedRulesWordPressRuleSet",
    ],
    Allowed(
        "a rule group of AWS's own that costs nothing beside the rule itself",
        "choose among AWSManagedRules followed by AdminProtectionRuleSet, AmazonIpReputationList, "
        "AnonymousIpList, CommonRuleSet, KnownBadInputsRuleSet, LinuxRuleSet, PHPRuleSet, SQLiRuleSet, "
        "UnixRuleSet, WindowsRuleSet and WordPressRuleSet",
    ),
]
EntranceGroup = Annotated[
    Literal[
        "AWSManagedRulesAdminProtectionRuleSet",
        "AWSManagedRulesCommonRuleSet",
        "AWSManagedRulesKnownBadInputsRuleSet",
        "AWSManagedRulesLinuxRuleSet",
        "AWSManagedRulesPHPRuleSet",
        "AWSManagedRulesSQLiRuleSet",
        "AWSManagedRulesUnixRuleSet",
        "AWSManagedRulesWindowsRuleSet",
        "AWSManagedRulesWordPressRuleSet",
    ],
    Allowed(
        "a rule group of AWS's own that looks at requests: the load balancers see no address but "
        "CloudFront's, so lists of addresses have nothing to look at",
        "choose among AWSManagedRules followed by AdminProtectionRuleSet, CommonRuleSet, "
        "KnownBadInputsRuleSet, LinuxRuleSet, PHPRuleSet, SQLiRuleSet, UnixRuleSet, WindowsRuleSet and "
        "WordPressRuleSet; put lists of addresses under `edge`",
    ),
]
CountedRule = Annotated[
    str,
    Field(pattern=r"^AWSManagedRules[A-Za-z]{1,60}/[A-Za-z0-9_-]{1,128}$"),
    Allowed("a rule group, a slash and a rule of it", f"write it like {LARGE_BODIES}"),
]
FirewallLog = Annotated[
    Literal["none", "refused", "all"],
    Allowed("none, refused or all", "set `log: refused`"),
]


class CountryRule(ConfigModel):
    """Visitors told apart by the country that their address is in."""

    policy: Annotated[Literal["allow", "block"], Allowed("allow or block", "set `policy: block`")]
    """`allow`: these countries and no other. `block`: all but these."""
    countries: Countries
    """Two-letter codes (ISO 3166-1)."""


class _Groups(ConfigModel):
    """What both firewalls have."""

    enabled: Annotated[bool, Field(strict=True), _SWITCH] = True
    """Whether there is one: 5 US dollars a month, 1 for each rule, and 0.60 per million requests."""
    count_only: Annotated[
        tuple[CountedRule, ...],
        AfterValidator(all_different),
        Allowed("a list of rule groups, each with a slash and a rule", f"write it like [{LARGE_BODIES}]"),
    ] = ()
    """Rules that only count, and shut nobody out. First of all
    AWSManagedRulesCommonRuleSet/SizeRestrictions_BODY, where clients send more than 8 KB: uploads, for one.
    """
    log: FirewallLog = "refused"
    """What goes to CloudWatch Logs: `refused` (and counted) requests, `all`, or none. Without the headers
    authorization and cookie, and without the origin's secret."""

    def counted_in(self, group: str) -> tuple[str, ...]:
        """The rules of a group that only count."""
        return tuple(rule.partition("/")[2] for rule in self.count_only if rule.startswith(f"{group}/"))

    def _settings_of_nothing(self) -> Iterator[Violation]:
        if not self.enabled:
            for key in sorted(self.model_fields_set - {"enabled"}):
                yield Violation(
                    (key,),
                    found=f"{key} of a firewall that is off",
                    allowed="nothing while `enabled` is false",
                    mend=f"set `enabled: true`, or remove `{key}`",
                    because=(("enabled",),),
                )


class EdgeRules(_Groups):
    """A CLOUDFRONT web ACL on the distribution, in us-east-1 whatever the regions are (F17).

    It inspects the first 16 KB of a body, CloudFront's default.
    """

    requests_per_five_minutes: Annotated[
        int,
        Field(strict=True, ge=10, le=2_000_000_000),
        Allowed("a whole number from 10 to 2000000000 (requests)", "set `requests_per_five_minutes: 2000`"),
    ] = 2000
    """Requests in 5 minutes from one address, above which it is shut out until it slows down. 2000 is more
    than a person makes, and several people behind one address."""
    countries: CountryRule | None = None
    """Countries that may come in, or may not, as a rule that is logged and counted. Default: all may. The
    distribution's own `countries` does the same without a firewall, and free of charge."""
    managed_rules: Annotated[
        tuple[EdgeGroup, ...],
        AfterValidator(all_different),
        Allowed("a list of AWS's rule groups", "write it like [AWSManagedRulesCommonRuleSet]"),
    ] = (
        "AWSManagedRulesAmazonIpReputationList",
        "AWSManagedRulesCommonRuleSet",
        "AWSManagedRulesKnownBadInputsRuleSet",
    )
    """AWS's own rule groups, in this order. Above 1500 capacity units together requests cost more; these
    three are 925. AWSManagedRulesAnonymousIpList shuts out hosting providers, and canaries with them."""

    def checks(self) -> Checks:
        """Settings of a firewall that is off, counted rules of no group, too many countries."""
        return (self._settings_of_nothing(), _strangers(self), self._too_many())

    def _too_many(self) -> Iterator[Violation]:
        if self.countries and self.countries.knows("countries"):
            number = len(self.countries.countries)
            if number > MOST_COUNTRIES:
                yield Violation(
                    ("countries", "countries"),
                    found=f"{number} countries",
                    allowed=f"{MOST_COUNTRIES} at most: a statement of AWS WAF takes no more",
                    mend="turn the rule round (`allow` or `block`), or use `content_delivery.countries`, "
                    "which takes any number",
                )


class EntranceRules(_Groups):
    """A REGIONAL web ACL on each load balancer: what somebody meets who got past the edge.

    No rate limit: all requests come from CloudFront's addresses, and the header that names the visitor's
    begins with whatever the visitor wrote into it. It inspects the first 8 KB of a body, the most that a load
    balancer lets it see.
    """

    managed_rules: Annotated[
        tuple[EntranceGroup, ...],
        AfterValidator(all_different),
        Allowed("a list of AWS's rule groups", "write it like [AWSManagedRulesKnownBadInputsRuleSet]"),
    ] = ("AWSManagedRulesKnownBadInputsRuleSet",)
    """AWS's own rule groups, in this order. One that the edge has too only repeats what it has said."""

    def checks(self) -> Checks:
        """Settings of a firewall that is off, counted rules of no group."""
        return (self._settings_of_nothing(), _strangers(self))


def _strangers(rules: EdgeRules | EntranceRules) -> Iterator[Violation]:
    groups: tuple[str, ...] = rules.managed_rules
    for index, rule in enumerate(rules.count_only):
        group = rule.partition("/")[0]
        if group not in groups:
            yield Violation(
                ("count_only", index),
                found=f"a rule of {group}, which `managed_rules` does not name",
                allowed=f"rules of groups that are there: {', '.join(groups) or 'none'}",
                mend=f"add {group} to `managed_rules`, or remove the rule here",
                because=(("managed_rules",),),
            )


class Firewalls(ConfigModel):
    """AWS WAF in both places."""

    edge: EdgeRules = EdgeRules()
    """On the distribution."""
    entrances: EntranceRules = EntranceRules()
    """On the load balancer of each region."""
