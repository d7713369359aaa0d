"""How far a pilot light's way back has come."""

from datetime import timedelta

from failback.progress import Progress
from failback.replica.pair import ReplicaPair
from failback.replica.situation import Instance, ReplicaView
from failback.situation import Decision, Situation

CAUGHT_UP = 1.0
"""Seconds behind its source below which a replica counts as caught up."""
IDLE = 300.0
"""PostgreSQL tells the age of the last transaction that the replica has. Where nobody writes, that climbs to
the five minutes after which RDS writes something itself."""


class ReplicaProgress(Progress[ReplicaView]):
    """What the steps ask about the databases."""

    def __init__(
        self, pair: ReplicaPair, situation: Situation[ReplicaView], *, survivor: str, decision: Decision
    ) -> None:
        super().__init__(pair, situation, survivor=survivor, decision=decision)
        self.pair = pair

    def instance(self, view: ReplicaView) -> Instance | None:
        """The region's DB instance."""
        return (view.instances or {}).get(self.pair.databases[view.region])

    def aside(self, view: ReplicaView) -> Instance | None:
        """The region's replaced DB instance."""
        return (view.instances or {}).get(self.pair.aside(view.region))

    @property
    def source(self) -> Instance | None:
        """The promoted database."""
        promoted = self.instance(self.survivor)
        return self.aside(self.survivor) if promoted is None or promoted.source else promoted

    @property
    def copy(self) -> Instance | None:
        """The lost region's new database: made for this failback, or since then by Terraform."""
        found = self.instance(self.lost)
        return found if found and self._is_new(found) else None

    @property
    def stranger(self) -> Instance | None:
        """A database in the lost region that is neither the one from before nor made by these steps."""
        found = self.instance(self.lost)
        return found if found and not self._is_new(found) and found.created > self.decision.time else None

    def _is_new(self, found: Instance) -> bool:
        if found.failback_of is not None:
            return found.failback_of == self.decision.token
        # Terraform has taken the step's tag away, and given its own.
        return found.managed and (found.created > self.decision.time or self.aside(self.lost) is not None)

    @property
    def promoted(self) -> bool:
        """Whether the lost region's copy stands by itself, and is ready."""
        return self.copy is not None and self.copy.source is None and self.copy.status == "available"

    def lag(self, replica: Instance | None) -> str:
        """What is known of how far a replica is behind."""
        if replica is None or not replica.source:
            return ""
        if replica.status != "available":
            return f"its status is {replica.status}"
        if replica.lag is None:
            return "no lag was measured in the last ten minutes"
        return f"it is {replica.lag:g} s behind"

    def is_caught_up(self, replica: Instance | None) -> bool:
        """Whether a replica is ready and has nearly everything: what is written meanwhile is no matter."""
        lag = _lag(replica)
        idle = replica is not None and replica.settings.get("Engine") == "postgres"
        return lag is not None and lag <= (IDLE if idle else CAUGHT_UP)

    @property
    def has_last_writes(self) -> bool:
        """Whether the copy has a state of the source from after its last client had gone."""
        copy, lag, group = self.copy, _lag(self.copy), self.survivor.group
        if copy is None or lag is None:
            return False
        if group is None or group.emptied is None or copy.measured is None:
            return lag <= CAUGHT_UP
        return copy.measured - timedelta(seconds=lag) >= group.emptied


def _lag(replica: Instance | None) -> float | None:
    """A ready replica's. -1 means that replication has stopped."""
    if replica is None or not replica.source or replica.status != "available":
        return None
    return replica.lag if replica.lag is not None and replica.lag >= 0 else None
