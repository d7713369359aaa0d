"""A pilot light's pair: a DB instance in each region."""

from dataclasses import dataclass
from typing import Protocol

from constructs_lib.database.names import LONGEST_IDENTIFIER, instance_identifier
from constructs_lib.naming import Naming
from failback.pair import Deployment, Pair, common, set_aside


class _Database(Protocol):
    @property
    def backup_retention_days(self) -> int: ...


class PilotLight(Deployment, Protocol):
    """What is read of the file's model."""

    @property
    def database(self) -> _Database:
        """Of both regions."""


@dataclass(frozen=True, kw_only=True)
class ReplicaPair(Pair):
    """A database, and a replica of it."""

    databases: dict[str, str]
    """Identifiers of the DB instances, by region."""
    backup_days: int

    def aside(self, region: str) -> str:
        """What a region's replaced DB instance is called."""
        return set_aside(self.databases[region], LONGEST_IDENTIFIER)


def pair_of(deployment: PilotLight) -> ReplicaPair:
    """The pair that a deployment file describes."""
    naming = Naming(deployment=deployment.name, environment=deployment.environment)
    return ReplicaPair(
        **common(deployment, naming),
        databases={
            region.name: instance_identifier(naming, region.name)
            for region in (deployment.primary, deployment.standby)
        },
        backup_days=deployment.database.backup_retention_days,
    )
