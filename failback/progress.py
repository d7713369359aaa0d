"""How far the way back has come: what the steps of every kind ask of a situation."""

from typing import Generic

from failback.pair import Pair
from failback.situation import Decision, Group, Seen, Situation, View
from failback.step import State


class Progress(Generic[Seen]):
    """A situation after a failover: `survivor` is the region that took over, `lost` the other."""

    def __init__(self, pair: Pair, situation: Situation[Seen], *, survivor: str, decision: Decision) -> None:
        self.names = pair
        self.now = situation.now
        self.decision = decision
        self.survivor: Seen = situation.views[survivor]
        self.lost: Seen = situation.views[pair.other(survivor)]

    @property
    def carried_out(self) -> bool:
        """Whether the controller has finished what it decided."""
        done = (self.survivor.parameters or {}).get(f"{self.names.parameters}/failover/done")
        return done is not None and done == self.decision.token

    @property
    def taken_over(self) -> State:
        """DONE while the switch keeps traffic from the lost region."""
        parameters = self.survivor.parameters
        if parameters is None:
            return State.UNSEEN
        return State.DONE if parameters.get(self.names.switch) == "on" else State.TO_DO

    @property
    def has_new_switch(self) -> bool:
        """Whether the lost region has a switch: it is the standby now."""
        return self.names.switch in (self.lost.parameters or {})

    @property
    def has_old_switch(self) -> bool:
        """Whether the region that took over still has the switch of a standby."""
        return self.names.switch in (self.survivor.parameters or {})

    @property
    def is_swapped(self) -> bool:
        """Whether the file says the roles that there are since the failover."""
        return self.names.primary == self.survivor.region

    def seen(self, view: View, *, done: bool, service: str = "rds") -> State:
        """DONE or TO_DO, unless the region was silent when it was asked."""
        if service in view.unseen:
            return State.UNSEEN
        return State.DONE if done else State.TO_DO

    def at_rest(self, view: View) -> State:
        """Whether a region's group has no instances and starts none."""
        group = view.group
        resting = group is None or (group.max == 0 and group.there == 0)
        return self.seen(view, done=resting, service="autoscaling")

    def serves(self, view: View) -> State:
        """Whether a region's group has its sizes, and as many healthy instances."""
        group, sizes = view.group, self.names.sizes
        return self.seen(view, done=group is not None and _reaches(group, sizes.min), service="autoscaling")


def _reaches(group: Group, fewest: int) -> bool:
    return group.min >= fewest and group.serving >= fewest
