"""What a deployment may cost, and who hears when it costs more."""

from collections.abc import Iterator
from typing import Annotated

from pydantic import AfterValidator, Field

from config.arn import OWN_PARTITION, arn_pattern
from config.email_address import EmailAddress
from config.model import Allowed, Checks, ConfigModel, Violation, all_different, refused

MOST_NOTIFICATIONS = 10
"""Of one budget."""
MOST_EMAILS = 10
"""Of one notification."""

_SWITCH = Allowed("true or false", "write true or false")


def _percents(values: tuple[int, ...]) -> tuple[int, ...]:
    for value in values:
        if values.count(value) > 1:
            raise refused("every entry once", "remove the second one", found=f"{value}, more than once")
    return values


Percents = Annotated[
    tuple[
        Annotated[
            int,
            Field(strict=True, ge=1, le=1000),
            Allowed("a whole number from 1 to 1000 (percent)", "write a number of percent, such as 80"),
        ],
        ...,
    ],
    AfterValidator(_percents),
    Allowed("a list of whole numbers from 1 to 1000 (percent)", "write it like [80, 100]"),
]


class Budget(ConfigModel):
    """A monthly budget (AWS Budgets). It tells, and stops nothing. Free.

    It counts what carries the tag `Deployment` with the deployment's name, in all its regions: so not until
    that tag is active for cost allocation (`cost_control.activate_tag`), and together with other environments
    of the same name, where they are in the same account. What AWS charges without a tag, such as some
    transfer between regions and support, is not in it.
    """

    monthly_usd: Annotated[
        int,
        Field(strict=True, ge=1, le=1_000_000_000),
        Allowed("a whole number of US dollars a month", "write an amount, such as `monthly_usd: 500`"),
    ]
    """US dollars a month. There is no default: nobody else can know it."""
    actual_percents: Percents = (80, 100)
    """Percents of the amount at which people are told once it was spent. Billing data is up to a day old."""
    forecast_percents: Percents = (100,)
    """Percents of the amount at which people are told once AWS expects that by the end of the month. It needs
    about five weeks of costs before it forecasts anything."""
    emails: Annotated[
        tuple[EmailAddress, ...],
        Field(max_length=MOST_EMAILS),
        AfterValidator(all_different),
        Allowed(f"a list of at most {MOST_EMAILS} e-mail addresses", "write it like [finance@example.com]"),
    ] = ()
    """Who is told beside those of `monitoring`. They need confirm nothing."""

    def checks(self) -> Checks:
        """More notifications than a budget has, or none."""
        return (self._too_many(),)

    def _too_many(self) -> Iterator[Violation]:
        number = len(self.actual_percents) + len(self.forecast_percents)
        if not 1 <= number <= MOST_NOTIFICATIONS:
            yield Violation(
                ("actual_percents",),
                found=f"{number} percents, those of `forecast_percents` among them",
                allowed=f"1 to {MOST_NOTIFICATIONS} of both together",
                mend="write it like [80, 100]",
                because=(("forecast_percents",),),
            )


class Anomalies(ConfigModel):
    """Word of costs that are unlike those before (Cost Anomaly Detection). Free.

    AWS looks three times a day at billing data that is up to a day old, and needs ten days of costs first.
    """

    enabled: Annotated[bool, Field(strict=True), _SWITCH] = False
    """Whether to watch for them. Off by default, because a monitor on a tag can only be made in an account
    that pays for itself: one without an organization, or the organization's management account."""
    monitor_arn: Annotated[
        str | None,
        OWN_PARTITION,
        Field(pattern=arn_pattern("ce", "anomalymonitor/[0-9a-f-]{36}", region="")),
        Allowed(
            "the ARN of an anomaly monitor of this account",
            "copy it, such as arn:aws:ce::123456789012:anomalymonitor/01234567-89ab-cdef-0123-456789abcdef",
        ),
    ] = None
    """A monitor that is already there, to be told of what it finds: a member account's way, since AWS lets it
    have the one monitor over all services only, which many accounts have already. Default: a new monitor on
    the tag `Deployment` with the deployment's name."""
    above_usd: Annotated[
        int,
        Field(strict=True, ge=1, le=1_000_000_000),
        Allowed("a whole number of US dollars", "write an amount, such as `above_usd: 50`"),
    ] = 50
    """US dollars beyond the expected, in all, from which people are told."""

    def checks(self) -> Checks:
        """Settings of what is off."""
        return (self._settings_of_nothing(),)

    def _settings_of_nothing(self) -> Iterator[Violation]:
        if not self.enabled:
            for key in sorted(self.model_fields_set - {"enabled"}):
                yield Violation(
                    (key,),
                    found=f"{key} of a watch that is off",
                    allowed="nothing while `enabled` is false",
                    mend=f"set `enabled: true`, or remove `{key}`",
                    because=(("enabled",),),
                )


class CostControl(ConfigModel):
    """A budget, and word of unusual costs. All of it is free, and in us-east-1, where AWS keeps it."""

    budget: Budget | None = None
    """A monthly budget. Default: none, because the amount is yours."""
    anomalies: Anomalies = Anomalies()
    """Unusual costs."""
    activate_tag: Annotated[bool, Field(strict=True), _SWITCH] = False
    """Make `Deployment` a cost-allocation tag, which budget and monitor count by. It is one for the whole
    account, or the whole organization, whose management account alone may do it; and AWS knows the tag up to
    a day after the first resource with it, so that an earlier apply fails. Leave it off where it is active
    already, and where several deployments share an account: a destroy of one would end it for all."""

    @property
    def tells(self) -> bool:
        """Whether there is anything that publishes to the topic."""
        return self.budget is not None or self.anomalies.enabled
