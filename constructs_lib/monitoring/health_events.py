"""What AWS itself reports: AWS Health, where it can be heard."""

import json
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from constructs import Construct

from config.monitoring import HEALTH_BACKUP_REGION, Monitoring
from constructs_lib.monitoring.told_event import Words, tell
from constructs_lib.providers import GLOBAL_EDGE_REGION, Providers, RegionScope

GLOBAL = "global"
"""The region of events that concern none, such as Route 53's. They are delivered in us-east-1."""
BACKUP_REGION = HEALTH_BACKUP_REGION
"""AWS Health delivers every event here as well, so that a lost region does not take its news with it."""
BACKUP_OF_BACKUP_REGION = "us-east-1"
ALWAYS_CONCERNED = ("MULTIPLE_SERVICES", "IAM", "KMS", "CLOUDWATCH", "SNS", "EVENTS", "INTERNETCONNECTIVITY")
"""What every deployment stands on, and what AWS calls an event that is larger than one service."""

_WORDS = Words(
    paths={
        "service": "$.detail.service",
        "region": "$.detail.eventRegion",
        "category": "$.detail.eventTypeCategory",
        "code": "$.detail.eventTypeCode",
        "status": "$.detail.statusCode",
        "began": "$.detail.startTime",
        "account": "$.detail.affectedAccount",
        "text": "$.detail.eventDescription[0].latestDescription",
    },
    lines=(
        "AWS Health: <category> with <service> in <region>, <status> since <began>.",
        "<text>",
        "Event type <code>, account <account>. Details: https://health.aws.amazon.com/health/home",
    ),
)


@dataclass(frozen=True, kw_only=True)
class Heard:
    """The event regions that are heard of in one region."""

    at_home: Sequence[str]
    as_backup: Sequence[str]

    def __bool__(self) -> bool:
        """Whether there is anything."""
        return bool(self.at_home or self.as_backup)


def backup_scope(
    providers: Providers, monitoring: Monitoring, regions: Collection[str]
) -> RegionScope | None:
    """us-west-2, for a deployment that is not in it and wants to hear AWS Health there."""
    return providers.elsewhere(BACKUP_REGION) if monitoring.hears_backup(regions) else None


def heard_in(place: str, regions: Collection[str]) -> Heard:
    """Which events of a deployment's regions AWS Health delivers in `place`."""
    at_home = [region for region in regions if region == place]
    as_backup: list[str] = []
    if place == GLOBAL_EDGE_REGION:
        at_home.append(GLOBAL)
    if place == BACKUP_REGION:
        as_backup = [*(region for region in regions if region != place), GLOBAL]
    elif place == BACKUP_OF_BACKUP_REGION:
        as_backup = [region for region in regions if region == BACKUP_REGION]
    return Heard(at_home=at_home, as_backup=as_backup)


class HealthEvents(Construct):
    """`aws_cloudwatch_event_rule` for AWS Health, with the region's topic as `aws_cloudwatch_event_target`.

    At home: issues and scheduled changes. As backup: issues only, since each is heard twice.
    """

    def __init__(
        self,
        scope: Construct,
        id_: str,
        *,
        region: RegionScope,
        heard: Heard,
        services: Sequence[str],
        topic_arn: str,
    ) -> None:
        """`services` are AWS Health's codes of what is used, such as LAMBDA or VPC_LATTICE."""
        super().__init__(scope, id_)
        concerned = sorted({*services, *ALWAYS_CONCERNED})
        if heard.at_home:
            categories = ["issue", "scheduledChange"]
            description = f"AWS Health on {' and '.join(heard.at_home)}"
            pattern = _pattern(heard.at_home, concerned, categories)
            self._rule("home", region, "aws-health", description, pattern, topic_arn)
        if heard.as_backup:
            description = (
                f"AWS Health on {' and '.join(heard.as_backup)}, should its own region be unable to tell"
            )
            pattern = _pattern(heard.as_backup, concerned, ["issue"])
            self._rule("backup", region, "aws-health-backup", description, pattern, topic_arn)

    def _rule(
        self, id_: str, region: RegionScope, what: str, description: str, pattern: str, topic_arn: str
    ) -> None:
        tell(
            self,
            region=region,
            what=what,
            description=description,
            pattern=pattern,
            words=_WORDS,
            topic_arn=topic_arn,
            prefix=f"{id_}-",
        )


def _pattern(regions: Sequence[str], services: Sequence[str], categories: Sequence[str]) -> str:
    """Events of these services, and whatever concerns this account's own resources.

    A long event comes in pages that differ in the list of resources only: people get the first.
    """
    detail = {
        "eventRegion": list(regions),
        "eventTypeCategory": list(categories),
        "page": ["1", {"exists": False}],
        "$or": [{"service": list(services)}, {"eventScopeCode": ["ACCOUNT_SPECIFIC"]}],
    }
    pattern = {"source": ["aws.health"], "detail-type": ["AWS Health Event"], "detail": detail}
    return json.dumps(pattern, separators=(",", ":"))
