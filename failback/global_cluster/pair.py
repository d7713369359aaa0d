"""A warm standby's pair: a cluster of an Aurora Global Database in each region."""

import string
from dataclasses import dataclass
from typing import Protocol

from constructs_lib.database.names import (
    LONGEST_CLUSTER_IDENTIFIER,
    LONGEST_IDENTIFIER,
    cluster_identifier,
    cluster_instance_identifier,
    global_identifier,
)
from constructs_lib.naming import Naming
from failback.pair import ASIDE, Deployment, Pair, Size, Sizes, common, set_aside, sizes_of


class _Compute(Protocol):
    @property
    def size(self) -> Size: ...
    @property
    def standby_size(self) -> Size: ...


class _Database(Protocol):
    @property
    def instances(self) -> int: ...
    @property
    def standby_instances(self) -> int: ...


class WarmStandby(Deployment, Protocol):
    """What is read of the file's model."""

    @property
    def compute(self) -> _Compute:
        """Its instances, fewer of them in the standby."""

    @property
    def database(self) -> _Database:
        """Of both regions."""


@dataclass(frozen=True, kw_only=True)
class ClusterPair(Pair):
    """A cluster that is written to, and one that follows."""

    global_cluster: str
    clusters: dict[str, str]
    """Identifiers by region."""
    instances: dict[str, int]
    """How many the file gives each region's cluster."""
    standby_sizes: Sizes
    """Of the standby's group, at all times."""

    def members(self, region: str) -> tuple[str, ...]:
        """Identifiers of the instances of a region's cluster."""
        cluster = self.clusters[region]
        return tuple(
            cluster_instance_identifier(cluster, number + 1) for number in range(self.instances[region])
        )

    def aside(self, region: str) -> str:
        """What a region's replaced cluster is called."""
        return set_aside(self.clusters[region], LONGEST_CLUSTER_IDENTIFIER)


def instance_aside(identifier: str) -> str:
    """What an instance of a replaced cluster is called: its end, which counts, is kept."""
    kept = identifier[-(LONGEST_IDENTIFIER - len(ASIDE)) :]
    return f"{kept.lstrip(string.digits + '-')}{ASIDE}"  # RDS wants a letter first


def cluster_pair_of(deployment: WarmStandby) -> ClusterPair:
    """The pair that a deployment file describes."""
    naming = Naming(deployment=deployment.name, environment=deployment.environment)
    primary, standby = deployment.primary.name, deployment.standby.name
    return ClusterPair(
        **common(deployment, naming),
        global_cluster=global_identifier(naming),
        clusters={region: cluster_identifier(naming, region) for region in (primary, standby)},
        instances={
            primary: deployment.database.instances,
            standby: deployment.database.standby_instances,
        },
        standby_sizes=sizes_of(deployment.compute.standby_size),
    )
