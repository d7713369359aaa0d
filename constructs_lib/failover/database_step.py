"""What the controller does with the database: one small record for each of its strategies."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar


@dataclass(frozen=True, kw_only=True)
class ReplicaStep:
    """Promote an RDS read replica."""

    strategy: ClassVar[str] = "replica"
    identifier: str
    """Of the replica, in the standby region."""

    @property
    def settings(self) -> Mapping[str, str]:
        """As the controller reads it."""
        return {"strategy": self.strategy, "identifier": self.identifier}

    @property
    def names(self) -> Mapping[str, str]:
        """What its rights are about, by the fields of the controller's table of calls."""
        return {"database": self.identifier}


@dataclass(frozen=True, kw_only=True)
class GlobalClusterStep:
    """Make a secondary cluster the primary of its Aurora Global Database (F22)."""

    strategy: ClassVar[str] = "global-cluster"
    identifier: str
    """Of the cluster in the standby region."""
    global_cluster: str
    primary_region: str
    primary_identifier: str
    """Of the cluster in the primary region: AWS wants rights on both for their roles to change."""

    @property
    def settings(self) -> Mapping[str, str]:
        """As the controller reads it."""
        return {
            "strategy": self.strategy,
            "identifier": self.identifier,
            "global_cluster": self.global_cluster,
        }

    @property
    def names(self) -> Mapping[str, str]:
        """What its rights are about, by the fields of the controller's table of calls."""
        return {
            "database": self.identifier,
            "global_cluster": self.global_cluster,
            "primary_region": self.primary_region,
            "primary_database": self.primary_identifier,
        }


DatabaseStep = ReplicaStep | GlobalClusterStep
"""One or the other."""
