"""Whether and how AWS WAF looks at requests."""

from collections.abc import Iterator
from typing import Annotated, Literal

from pydantic import AfterValidator, Field

from config.model import Allowed, Checks, ConfigModel, Violation, all_different

ManagedRules = Annotated[
    Literal[
        "AWSManagedRulesAmazonIpReputationList",
        "AWSManagedRulesCommonRuleSet",
        "AWSManagedRulesKnownBadInputsRuleSet",
    ],
    Allowed(
        "AWSManagedRulesAmazonIpReputationList, AWSManagedRulesCommonRuleSet or "
        "AWSManagedRulesKnownBadInputsRuleSet",
        "choose among these three: the others are about databases, logins and operating systems, which a "
        "site of files has not, or would shut out Route 53's checkers",
    ),
]


class Firewall(ConfigModel):
    """A CLOUDFRONT web ACL, which is in us-east-1 whatever the regions are (F17)."""

    enabled: Annotated[bool, Field(strict=True), Allowed("true or false", "set `enabled: false`")] = False
    """Whether there is one: about 5 US dollars a month, 1 for each rule, and 0.60 per million requests. A
    site of files has little that could be attacked; it is a limit for those who take too much."""
    requests_per_five_minutes: Annotated[
        int,
        Field(strict=True, ge=10, le=2_000_000_000),
        Allowed("a whole number from 10 to 2000000000 (requests)", "set `requests_per_five_minutes: 2000`"),
    ] = 2000
    """Requests in 5 minutes from one address, above which it is shut out until it slows down. 2000 is more
    than a person opens, and several people behind one address. Route 53's checkers are counted too, so it
    takes at least twice what each of them asks: 20 for each region, 60 with `health.interval: 10`."""
    managed_rules: Annotated[
        tuple[ManagedRules, ...],
        AfterValidator(all_different),
        Allowed("a list of AWS's rule groups", "write it like [AWSManagedRulesAmazonIpReputationList]"),
    ] = (
        "AWSManagedRulesAmazonIpReputationList",
        "AWSManagedRulesCommonRuleSet",
        "AWSManagedRulesKnownBadInputsRuleSet",
    )
    """AWS's own rule groups, in this order."""

    def checks(self) -> Checks:
        """Settings of a firewall that is off."""
        return (self._settings_of_nothing(),)

    def _settings_of_nothing(self) -> Iterator[Violation]:
        if not self.enabled:
            for key in ("requests_per_five_minutes", "managed_rules"):
                if key in self.model_fields_set:
                    yield Violation(
                        (key,),
                        found=f"{key} of a firewall that is off",
                        allowed="nothing while `enabled` is false",
                        mend=f"set `enabled: true`, or remove `{key}`",
                        because=(("enabled",),),
                    )
