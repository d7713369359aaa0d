"""`SETTINGS`, checked: a controller that half understands its settings must not start to fail over."""

from __future__ import annotations

import json
from dataclasses import dataclass
from enum import Enum
from typing import ClassVar

from .errors import SettingsError
from .settings_section import Section


class Mode(Enum):
    """Who lets a failover begin."""

    AUTOMATIC = "automatic"
    """The witness alone."""
    APPROVE = "approve"
    """The witness, then a person who answers the controller's request."""
    MANUAL = "manual"
    """The witness, then a person's `start`."""


@dataclass(frozen=True, kw_only=True)
class WitnessSettings:
    """The record that says over DNS what Route 53 thinks of the primary region."""

    name: str
    up: str
    """IPv4 address that the name has while the primary is healthy."""
    down: str
    """IPv4 address that the name has while it is not."""
    readings: int
    """Consecutive readings of `down`, at least 45 s apart, that confirm the loss of the primary."""


@dataclass(frozen=True, kw_only=True)
class ReplicaSettings:
    """An RDS read replica in the standby region, to be promoted."""

    strategy: ClassVar[str] = "replica"
    switchable: ClassVar[bool] = False
    """Whether roles can be exchanged without loss, and back again."""
    serves: ClassVar[bool] = False
    """Whether an application reads from it while it follows: a pilot light's standby is empty."""
    identifier: str


@dataclass(frozen=True, kw_only=True)
class GlobalClusterSettings:
    """A secondary cluster of an Aurora Global Database, to be made its primary (F22)."""

    strategy: ClassVar[str] = "global-cluster"
    switchable: ClassVar[bool] = True
    serves: ClassVar[bool] = True
    identifier: str
    """Of the cluster in the standby region."""
    global_cluster: str


DatabaseSettings = ReplicaSettings | GlobalClusterSettings
"""What has to become the writer."""


@dataclass(frozen=True, kw_only=True)
class GroupSettings:
    """Sizes of the standby's Auto Scaling group after a failover."""

    name: str
    min: int
    max: int
    desired: int


@dataclass(frozen=True, kw_only=True)
class Settings:
    """All that the controller is told."""

    deployment: str
    primary_region: str
    standby_region: str
    mode: Mode
    witness: WitnessSettings
    database: DatabaseSettings
    group: GroupSettings
    target_group_arn: str
    healthy_targets: int
    """Targets that must be healthy before the failover counts as done."""
    parameters: str
    """Beginning of the names of all parameters in Systems Manager, such as `/holdfast/shop-production`."""
    topic_arn: str
    objective_minutes: int
    """Recovery time objective, counted from the decision; people are told when it is missed."""

    @staticmethod
    def parse(text: str) -> Settings:
        """Settings from their JSON, or `SettingsError` with the one reason."""
        try:
            given = json.loads(text)
        except ValueError:
            raise SettingsError("SETTINGS is not valid JSON") from None
        top = Section("SETTINGS", given)
        witness, database, group = (top.section(name) for name in ("witness", "database", "group"))
        settings = Settings(
            deployment=top.text("deployment"),
            primary_region=top.text("primary_region"),
            standby_region=top.text("standby_region"),
            mode=Mode(top.one_of("mode", [mode.value for mode in Mode])),
            witness=WitnessSettings(
                name=witness.text("name"),
                up=witness.address("up"),
                down=witness.address("down"),
                readings=witness.number("readings", least=1),
            ),
            database=_database(database),
            group=GroupSettings(
                name=group.text("name"),
                min=group.number("min", least=0),
                max=group.number("max", least=1),
                desired=group.number("desired", least=1),
            ),
            target_group_arn=top.text("target_group_arn"),
            healthy_targets=top.number("healthy_targets", least=1),
            parameters=top.text("parameters"),
            topic_arn=top.text("topic_arn"),
            objective_minutes=top.number("objective_minutes", least=1),
        )
        for section in (top, witness, database, group):
            section.refuse_unread()
        _refuse_contradictions(settings)
        return settings


def _database(section: Section) -> DatabaseSettings:
    strategy = section.one_of("strategy", [ReplicaSettings.strategy, GlobalClusterSettings.strategy])
    identifier = section.text("identifier")
    if strategy == ReplicaSettings.strategy:
        return ReplicaSettings(identifier=identifier)
    return GlobalClusterSettings(identifier=identifier, global_cluster=section.text("global_cluster"))


def _refuse_contradictions(settings: Settings) -> None:
    group = settings.group
    if settings.primary_region == settings.standby_region:
        raise SettingsError(f"primary_region and standby_region are both {settings.primary_region}")
    if settings.witness.up == settings.witness.down:
        raise SettingsError(
            f"witness up and down are both {settings.witness.up}: it could not tell them apart"
        )
    if not group.min <= group.desired <= group.max:
        raise SettingsError(
            f"group sizes must be min <= desired <= max, not {group.min}, {group.desired}, {group.max}"
        )
    if settings.healthy_targets > group.desired:
        raise SettingsError(
            f"healthy_targets is {settings.healthy_targets}, but the group has {group.desired} instances: "
            "the failover would never be done"
        )
    if not settings.parameters.startswith("/") or settings.parameters.endswith("/"):
        raise SettingsError(f'parameters is "{settings.parameters}", must begin with / and not end with it')
