"""A stack of two regions with backups, cost control and recording, and nothing to back up or record."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import constructs_lib  # noqa: F401  # it makes the bindings load lazily, so it comes before them

# isort: split
from cdktf import App, TerraformStack
from cdktf import Testing as Synthesis

from config.backup import Backup
from config.cost_control import CostControl as CostControlConfig
from config.monitoring import AlarmLimits
from config.recording import Recording
from config.regions import Region
from constructs_lib.backup.paired_backup import PairedBackup
from constructs_lib.backup.restore_test import RestoreTarget
from constructs_lib.governance.cost_control import CostControl
from constructs_lib.governance.recording import PairedRecording
from constructs_lib.monitoring.alarms import Alarms
from constructs_lib.monitoring.alert_topic import AlertTopic
from constructs_lib.naming import Naming
from constructs_lib.providers import Providers
from constructs_lib.testing import Template

EAST, WEST = "us-east-1", "us-west-2"
REGIONS = (
    {"name": EAST, "role": "primary", "cidr": "10.0.0.0/16"},
    {"name": WEST, "role": "standby", "cidr": "10.1.0.0/16"},
)
SWAPPED = tuple(
    {**region, "role": role} for region, role in zip(REGIONS, ("standby", "primary"), strict=True)
)
BUDGET = {"monthly_usd": 500, "emails": ["finance@example.com"]}
TARGETS = {
    name: RestoreTarget(subnet_group="shop-test-database", security_group_ids=[f"sg-of-{name}"])
    for name in (EAST, WEST)
}


class GovernanceStack(TerraformStack):
    """Everything in one state."""

    def __init__(
        self,
        app: App,
        *,
        regions: tuple[Mapping[str, Any], ...] = REGIONS,
        backup: Mapping[str, Any] | None = None,
        cost_control: Mapping[str, Any] | None = None,
        recording: Mapping[str, Any] | None = None,
        global_types_in: str | None = None,
    ) -> None:
        """The settings are as in a deployment's YAML."""
        super().__init__(app, "governance")
        providers = Providers(self, naming=Naming(deployment="shop", environment="test"), tags={})
        places = [Region.model_validate(raw) for raw in regions]
        scopes = {place.name: providers.region(place) for place in places}
        roles = {place.role: place.name for place in places}
        edge = providers.global_edge()
        topics = {
            name: AlertTopic(
                self,
                f"topic-{name}",
                region=edge if name == edge.name else scope,
                what="alerts",
                emails=[],
                hears_events=True,
                hears_costs=name == edge.name,
            ).arn
            for name, scope in {edge.name: edge, **scopes}.items()
        }
        backups = PairedBackup(
            self,
            "backup",
            scopes=scopes,
            primary=roles["primary"],
            backup=Backup.model_validate(backup or {}),
            restore_into=TARGETS,
        )
        backups.tell(topics)
        for name, watched in backups.watched.items():
            Alarms(
                self,
                f"alarms-{name}",
                region=scopes[name],
                alarms=watched.alarms(AlarmLimits()),
                topic_arn=topics[name],
            )
        CostControl(
            self,
            "costs",
            edge=edge,
            control=CostControlConfig.model_validate(
                {"budget": BUDGET} if cost_control is None else cost_control
            ),
            topic_arn=topics[edge.name],
        )
        wanted = Recording.model_validate(recording or {})
        if wanted.enabled:
            PairedRecording(
                self,
                "recording",
                scopes=scopes,
                recording=wanted,
                global_types_in=global_types_in,
            ).tell(topics)


def governance(**changes: Any) -> Template:  # noqa: ANN401  # whatever the stack takes
    """The stack's template, with these arguments changed."""
    return Template.of(GovernanceStack(Synthesis.app(), **changes))


def write_governance(folder: Path, **changes: Any) -> Path:  # noqa: ANN401  # whatever the stack takes
    """The stack on disk, with these arguments changed; returns its own folder."""
    app = App(outdir=str(folder))
    GovernanceStack(app, **changes)
    app.synth()
    return folder / "stacks" / "governance"
