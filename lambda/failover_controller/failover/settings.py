"""`SETTINGS`, checked: a controller that half understands its settings must not start to fail over."""

from __future__ import annotations

import ipaddress
import json
from dataclasses import dataclass
from enum import Enum
from typing import Any

from .errors import SettingsError


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
class DatabaseSettings:
    """What has to become the writer."""

    strategy: str
    """`replica`: an RDS read replica in the standby region."""
    identifier: str


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
        top = _Section("SETTINGS", given)
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
            database=DatabaseSettings(
                strategy=database.one_of("strategy", ["replica"]), identifier=database.text("identifier")
            ),
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


class _Section:
    """One JSON object of the settings; remembers what was asked of it."""

    def __init__(self, path: str, given: object) -> None:
        if not isinstance(given, dict):
            raise SettingsError(f"{path} must be a JSON object")
        self._path = path
        self._given: dict[str, Any] = given
        self._read: set[str] = set()

    def text(self, key: str) -> str:
        value = self._get(key)
        if not isinstance(value, str) or not value:
            raise SettingsError(f"{self._path}.{key} must be a text")
        return value

    def number(self, key: str, *, least: int) -> int:
        value = self._get(key)
        if not isinstance(value, int) or isinstance(value, bool) or value < least:
            raise SettingsError(f"{self._path}.{key} must be a whole number from {least}")
        return value

    def one_of(self, key: str, allowed: list[str]) -> str:
        value = self._get(key)
        if value not in allowed:
            raise SettingsError(f"{self._path}.{key} must be one of {', '.join(allowed)}")
        return str(value)

    def address(self, key: str) -> str:
        value = self.text(key)
        try:
            return str(ipaddress.IPv4Address(value))
        except ValueError:
            raise SettingsError(f"{self._path}.{key} must be an IPv4 address") from None

    def section(self, key: str) -> _Section:
        return _Section(f"{self._path}.{key}", self._get(key))

    def refuse_unread(self) -> None:
        unknown = sorted(set(self._given) - self._read)
        if unknown:
            raise SettingsError(f"{self._path} has unknown keys: {', '.join(unknown)}")

    def _get(self, key: str) -> object:
        self._read.add(key)
        return self._given.get(key)
