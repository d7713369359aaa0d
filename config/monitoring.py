"""What is watched, who is told, and how long logs are kept."""

from collections.abc import Collection, Iterator
from typing import Annotated, Literal

from pydantic import AfterValidator, BeforeValidator, Field

from config.email_address import EmailAddress
from config.model import Allowed, Checks, ConfigModel, Violation, all_different, whole_number
from config.monitoring_subscribers import FunctionArn, Webhook

HEALTH_ALARMS_REGION = "us-east-1"
"""Where the alarms on health checks are, whatever the deployment's regions (F14)."""
HEALTH_BACKUP_REGION = "us-west-2"
"""Where AWS Health delivers the events of all other regions a second time."""


def _switch(name: str, value: str) -> Allowed:
    return Allowed("true or false", f"set `{name}: {value}`")


class AlarmLimits(ConfigModel):
    """Which alarms there are, and what they hold to be too much."""

    enabled: Annotated[bool, Field(strict=True), _switch("enabled", "true")] = True
    """Whether there are alarms. Without them nobody is told of a failover; the failover itself needs none."""
    server_errors: Annotated[
        int,
        Field(strict=True, ge=1, le=1_000_000),
        Allowed("a whole number from 1 to 1000000 (errors in 5 minutes)", "set `server_errors: 5`"),
    ] = 5
    """Errors in 5 minutes, of a function or as 5xx answers of a service, from which an alarm is raised.
    5 passes over a single failed request; set it higher where many requests make some failures ordinary."""
    latency_ms: Annotated[
        int,
        Field(strict=True, ge=1, le=60_000),
        Allowed("a whole number from 1 to 60000 (milliseconds)", "set `latency_ms: 1000`"),
    ] = 1000
    """Milliseconds that answers may take on average over 5 minutes. 1000 is where people begin to notice."""


class Canaries(ConfigModel):
    """CloudWatch Synthetics canaries: each region's public address, looked at from another region.

    They check TLS certificates, which Route 53's health checks do not (F9), and report where the lost
    region's own alarms cannot.
    """

    enabled: Annotated[bool, Field(strict=True), _switch("enabled", "false")] = False
    """Whether there are canaries. A run costs about 0.0012 US dollars: 10 dollars a month at 5 minutes."""
    schedule_minutes: Annotated[
        int,
        Field(strict=True, ge=1, le=60),
        Allowed("a whole number from 1 to 60 (minutes)", "set `schedule_minutes: 5`"),
    ] = 5
    """Minutes between two runs. The alarm follows two failed runs in a row."""


class Monitoring(ConfigModel):
    """Alarms, dashboards and logs."""

    emails: Annotated[
        tuple[EmailAddress, ...],
        AfterValidator(all_different),
        Allowed("a list of e-mail addresses", "write it like [oncall@example.com]"),
    ] = ()
    """Addresses that the alarms write to. Each gets a mail from AWS and must confirm it once, for each
    region: an alarm speaks to a topic of its own region."""
    webhooks: Annotated[
        tuple[Webhook, ...],
        AfterValidator(all_different),
        Allowed("a list of https:// addresses", "write it like [https://alerts.example.com/holdfast]"),
    ] = ()
    """HTTPS endpoints that the alarms are posted to. Each must answer SNS's confirmation request once, for
    each region. The address stands in Terraform's state: choose one that is no secret by itself."""
    functions: Annotated[
        tuple[FunctionArn, ...],
        AfterValidator(all_different),
        Allowed("a list of function ARNs", "write one ARN per line"),
    ] = ()
    """Lambda functions that the alarms invoke: in this account, in one of the deployment's regions or
    us-east-1, and not in an opt-in region, to which SNS cannot deliver (F24). One in a standby region still
    hears when the primary is lost."""
    alarms: AlarmLimits = AlarmLimits()
    """Which alarms there are, and from when."""
    dashboards: Annotated[bool, Field(strict=True), _switch("dashboards", "true")] = True
    """One CloudWatch dashboard over all regions and one per region. The first 3 of an account are free,
    each further one costs 3 US dollars a month."""
    health_events: Annotated[bool, Field(strict=True), _switch("health_events", "true")] = True
    """Tell also what AWS itself reports (AWS Health) of these regions and the services used in them. Free."""
    health_backup: Annotated[bool | None, Field(strict=True), _switch("health_backup", "true")] = None
    """Hear AWS Health in us-west-2 too, where AWS delivers the events of every region a second time: news of
    a lost region that does not come out of that region. Without meaning for a deployment that is in
    us-west-2, which hears it there anyway. It costs about 1 US dollar a month, a provider for us-west-2, and
    each subscriber one more confirmation. Default: where us-east-1 is one of the regions and anybody is told,
    because with us-east-1 the health alarms are lost (F14), and nothing else need tell of it."""
    canaries: Canaries = Canaries()
    """Synthetic requests from another region."""
    log_retention_days: Annotated[
        Literal[
            1,
            3,
            5,
            7,
            14,
            30,
            60,
            90,
            120,
            150,
            180,
            365,
            400,
            545,
            731,
            1096,
            1827,
            2192,
            2557,
            2922,
            3288,
            3653,
        ],
        BeforeValidator(whole_number),
        Allowed(
            "1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, "
            "3288 or 3653 (days): CloudWatch knows no others",
            "set `log_retention_days: 30`",
        ),
    ] = 30
    """Days for which logs are kept. 30 covers the time in which an incident is usually looked into."""

    def hears_backup(self, regions: Collection[str]) -> bool:
        """Whether a deployment in these regions needs something of its own in us-west-2 for AWS Health."""
        if not self.health_events or HEALTH_BACKUP_REGION in regions:
            return False
        if self.health_backup is not None:
            return self.health_backup
        return HEALTH_ALARMS_REGION in regions and bool(self.emails or self.webhooks or self.functions)

    def checks(self) -> Checks:
        """A second place for what is not wanted in the first."""
        return (self._backup_of_nothing(),)

    def _backup_of_nothing(self) -> Iterator[Violation]:
        if self.health_backup and not self.health_events:
            yield Violation(
                ("health_backup",),
                found="health_backup without health_events",
                allowed="`health_backup` only together with `health_events`",
                mend="remove one of the two lines",
                because=(("health_events",),),
            )
