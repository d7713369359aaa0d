"""Checks of what exists already against the deployment that is to use it."""

from collections.abc import Iterator, Mapping
from typing import Any, Protocol

from config.account_checks import Deployment, region_names, regions_with_providers
from config.arn import region_of
from config.existing import Existing
from config.model import Checks, Violation
from config.monitoring import Monitoring

EDGE = "us-east-1"
OF_ITS_OWN_REGIONS = ("content_key_arn", "database_key_arn", "load_balancer_log_bucket", "s3_log_bucket")
"""What only a region of the deployment itself has."""


class Using(Deployment, Protocol):
    """A system that can use what exists."""

    @property
    def existing(self) -> Mapping[str, Any]:
        """By region: the system's own kind of `Existing`."""

    @property
    def monitoring(self) -> Monitoring:
        """Who is told."""


def checks(deployment: Using, *, others_tell: bool = False) -> Checks:
    """All of this file's. `others_tell`: whether people are told by topics beside those of alarms."""
    return (
        _elsewhere(deployment),
        _other_regions(deployment),
        _deaf(deployment, others_tell=others_tell),
    )


def _elsewhere(deployment: Using) -> Iterator[Violation]:
    """Regions in which nothing is made, and things that are made in others."""
    known, own = regions_with_providers(deployment), [region.name for region in deployment.regions]
    for name, existing in deployment.existing.items():
        if name not in known:
            yield Violation(
                ("existing", name),
                found=f"what exists in {name}",
                allowed=f"the regions in which something is made: {', '.join(known)}",
                mend="remove it, or correct the region",
                because=region_names(deployment),
            )
            continue
        for key in OF_ITS_OWN_REGIONS:
            if getattr(existing, key, None) and name not in own:
                yield Violation(
                    ("existing", name, key),
                    allowed=f"nothing: only the deployment's own regions have one, {', '.join(own)}",
                    mend="remove it, or put it under one of them",
                    because=region_names(deployment),
                )
        if getattr(existing, "edge_log_bucket", None) and name != EDGE:
            yield Violation(
                ("existing", name, "edge_log_bucket"),
                allowed=f"nothing: the edge's logs are delivered in {EDGE}, wherever the regions are",
                mend=f"put it under `{EDGE}:`",
            )


def _other_regions(deployment: Using) -> Iterator[Violation]:
    for name, existing in deployment.existing.items():
        for key, value in existing.__dict__.items():
            if key.endswith("_arn") and value and region_of(value) != name:
                what = "topic" if "topic_arn" in key else "key"
                yield Violation(
                    ("existing", name, key),
                    found=f"a {what} of {region_of(value)}",
                    allowed=f"a {what} of {name}: services take only their own region's",
                    mend=f"copy the ARN of one in {name}",
                )


def _deaf(deployment: Using, *, others_tell: bool) -> Iterator[Violation]:
    """Subscribers of topics that are all somebody else's."""
    monitoring = deployment.monitoring
    given = [
        name
        for name in regions_with_providers(deployment)
        if isinstance(existing := deployment.existing.get(name), Existing) and existing.alert_topic_arn
    ]
    if given != list(regions_with_providers(deployment)):
        return
    for key in ("functions",) if others_tell else ("emails", "webhooks", "functions"):
        if getattr(monitoring, key):
            yield Violation(
                ("monitoring", key),
                found=f"{key} beside topics that all exist already",
                allowed="nobody: this deployment creates no topic to subscribe them to",
                mend="remove them, and subscribe them to the topics yourself",
                because=tuple(("existing", name, "alert_topic_arn") for name in given),
            )


def unused(deployment: Using, needs: Mapping[str, tuple[str, bool]]) -> Iterator[Violation]:
    """Things that nothing uses while something else is off: by key, the setting that it needs, whether on."""
    for name, existing in deployment.existing.items():
        for key, (setting, on) in needs.items():
            if getattr(existing, key, None) and not on:
                yield Violation(
                    ("existing", name, key),
                    allowed=f"nothing without `{setting}`: nobody would use it",
                    mend=f"remove it, or set `{setting}`",
                    because=(tuple(setting.partition(":")[0].split(".")),),
                )
