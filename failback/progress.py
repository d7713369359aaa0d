"""How far the way back has come: what the steps ask of a situation."""

from failback.pair import Pair
from failback.situation import Decision, Group, Instance, Situation, View
from failback.step import State

CAUGHT_UP = 1.0
"""Seconds behind its source below which a replica counts as caught up."""


class Progress:
    """A situation after a failover: `survivor` is the region that took over, `lost` the other."""

    def __init__(self, pair: Pair, situation: Situation, *, survivor: str, decision: Decision) -> None:
        self.pair = pair
        self.now = situation.now
        self.decision = decision
        self.survivor: View = situation.views[survivor]
        self.lost: View = situation.views[pair.other(survivor)]

    @property
    def carried_out(self) -> bool:
        """Whether the controller has finished what it decided."""
        done = (self.survivor.parameters or {}).get(f"{self.pair.parameters}/failover/done")
        return done is not None and done == self.decision.token

    @property
    def taken_over(self) -> State:
        """DONE while the switch keeps traffic from the lost region."""
        parameters = self.survivor.parameters
        if parameters is None:
            return State.UNSEEN
        return State.DONE if parameters.get(self.pair.switch) == "on" else State.TO_DO

    @property
    def has_new_switch(self) -> bool:
        """Whether the lost region has a switch: it is the standby now."""
        return self.pair.switch in (self.lost.parameters or {})

    @property
    def has_old_switch(self) -> bool:
        """Whether the region that took over still has the switch of a standby."""
        return self.pair.switch in (self.survivor.parameters or {})

    def instance(self, view: View) -> Instance | None:
        """The region's DB instance."""
        return (view.instances or {}).get(self.pair.databases[view.region])

    def aside(self, view: View) -> Instance | None:
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

    def seen(self, view: View, *, done: bool, service: str = "rds") -> State:
        """DONE or TO_DO, unless the region was silent when it was asked."""
        if service in view.unseen:
            return State.UNSEEN
        return State.DONE if done else State.TO_DO

    def at_rest(self, view: View) -> State:
        """Whether a region's group has no instances and starts none."""
        group = view.group
        resting = group is None or (group.max == 0 and group.serving == 0)
        return self.seen(view, done=resting, service="autoscaling")

    def serves(self, view: View) -> State:
        """Whether a region's group has its sizes, and as many healthy instances."""
        group, sizes = view.group, self.pair.sizes
        return self.seen(view, done=group is not None and _reaches(group, sizes.min), service="autoscaling")

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
        """Whether a replica is ready and has everything."""
        return bool(
            replica
            and replica.source
            and replica.status == "available"
            and replica.lag is not None
            and 0 <= replica.lag <= CAUGHT_UP  # -1 means that replication has stopped
        )


def _reaches(group: Group, fewest: int) -> bool:
    return group.min >= fewest and group.serving >= fewest
