"""Which kind of database a strategy in the settings names."""

from __future__ import annotations

from collections.abc import Callable

from .aws import Aws
from .database import Database
from .read_replica import ReadReplica
from .settings import DatabaseSettings

STRATEGIES: dict[str, Callable[[Aws, str], Database]] = {"replica": ReadReplica}
"""By name; each is made of the standby region's API and the database's identifier."""


def database(aws: Aws, settings: DatabaseSettings) -> Database:
    """The database of these settings."""
    return STRATEGIES[settings.strategy](aws, settings.identifier)
