"""What was set how, and since when."""

from collections.abc import Iterator, Mapping
from typing import Annotated, Literal

from pydantic import AfterValidator, Field

from config.model import Allowed, Checks, ConfigModel, Violation, all_different

_SWITCH = Allowed("true or false", "write true or false")

RuleName = Literal[
    "volumes-encrypted",
    "databases-encrypted",
    "database-clusters-encrypted",
    "databases-not-public",
    "database-clusters-protected",
    "database-clusters-backed-up",
    "buckets-not-public",
    "buckets-tls-only",
    "default-security-groups-closed",
    "no-open-ssh",
]
NO_GLOBAL_TYPES: Mapping[str, str] = {
    "ap-south-2": "Hyderabad",
    "ap-southeast-4": "Melbourne",
    "ap-southeast-5": "Malaysia",
    "ap-southeast-7": "Thailand",
    "ap-east-2": "Taipei",
    "ca-west-1": "Calgary",
    "eu-central-2": "Zurich",
    "eu-south-2": "Spain",
    "il-central-1": "Tel Aviv",
    "me-central-1": "UAE",
    "mx-central-1": "Mexico",
}
"""Regions that joined AWS Config after February 2022, and cannot record users, groups, roles and policies."""


class Recording(ConfigModel):
    """AWS Config in both regions: what every resource was set to, and a few rules that must hold. What
    comes to break one is told, once, to the alert topic of its region.

    0.003 US dollars for each recorded change (0.012 for each resource and day with `frequency: daily`), and
    0.001 for each evaluation of a rule: a few dollars a month for a quiet deployment, far more for an account
    whose resources come and go. An account has one recorder per region, for all that is in it.
    """

    enabled: Annotated[bool, Field(strict=True), _SWITCH] = False
    """Whether there are a recorder and rules. Off by default: it costs, and many accounts have it."""
    recorder: Annotated[
        Literal["own", "existing"], Allowed("own or existing", "set `recorder: existing`")
    ] = "own"
    """`own`: a recorder and its bucket in each region. AWS refuses a second one in a region, so an apply
    fails, and changes nothing of the other, where somebody has one: AWS Control Tower, an organization's
    security team, or another deployment here. Then take `existing`: the rules alone, which the recorder that
    is there feeds as long as it records the types that they look at."""
    frequency: Annotated[
        Literal["continuous", "daily"], Allowed("continuous or daily", "set `frequency: continuous`")
    ] = "continuous"
    """Record every change, or each resource's last one of a day."""
    keep_days: Annotated[
        int,
        Field(strict=True, ge=30, le=2557),
        Allowed("a whole number from 30 to 2557 (days)", "set `keep_days: 365`"),
    ] = 365
    """Days for which records are kept, by AWS Config and in the bucket. 30 and 2557, seven years, are AWS
    Config's own limits."""
    destroy_records: Annotated[bool, Field(strict=True), _SWITCH] = False
    """Let `terraform destroy` throw the bucket away with the records in it. Set it, and apply, before you
    destroy a deployment for good."""
    without: Annotated[
        tuple[RuleName, ...],
        AfterValidator(all_different),
        Allowed("a list of rules to leave out", "write it like [buckets-tls-only]"),
    ] = ()
    """Rules that do not fit you. Each rule looks at what carries the tag `Deployment` with the deployment's
    name, and at nothing of others."""

    def checks(self) -> Checks:
        """Settings of what is off, or of a recorder that is another's."""
        return (self._settings_of_nothing(), self._settings_of_another())

    def _settings_of_nothing(self) -> Iterator[Violation]:
        if not self.enabled:
            for key in sorted(self.model_fields_set - {"enabled"}):
                yield Violation(
                    (key,),
                    found=f"{key} of a recording that is off",
                    allowed="nothing while `enabled` is false",
                    mend=f"set `enabled: true`, or remove `{key}`",
                    because=(("enabled",),),
                )

    def _settings_of_another(self) -> Iterator[Violation]:
        if self.enabled and self.recorder == "existing":
            for key in sorted(self.model_fields_set & {"frequency", "keep_days", "destroy_records"}):
                yield Violation(
                    (key,),
                    found=f"{key} of a recorder that is not this deployment's",
                    allowed="nothing with `recorder: existing`",
                    mend=f"remove `{key}`, or set `recorder: own`",
                    because=(("recorder",),),
                )
