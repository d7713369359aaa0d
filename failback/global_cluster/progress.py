"""How far a warm standby's way back has come."""

import json

from failback.global_cluster.live import IN_STEP
from failback.global_cluster.pair import ClusterPair
from failback.global_cluster.situation import Cluster, ClusterView, Whole
from failback.progress import Progress
from failback.situation import Decision, Situation
from failback.step import State

CAUGHT_UP = 5.0
"""Seconds behind the writer below which a follower counts as caught up. A switchover waits for the rest
itself, and writes wait with it."""


class ClusterProgress(Progress[ClusterView]):
    """What the steps ask about the clusters. `rebuild`: a person says that AWS cannot bring it back."""

    def __init__(
        self,
        pair: ClusterPair,
        situation: Situation[ClusterView],
        *,
        survivor: str,
        decision: Decision,
        rebuild: bool,
    ) -> None:
        super().__init__(pair, situation, survivor=survivor, decision=decision)
        self.pair = pair
        self._rebuild = rebuild

    @property
    def whole(self) -> Whole | None:
        """The global database, as the region that took over tells of it, or else the other."""
        return self.survivor.whole or self.lost.whole

    def of_whole(self, *, done: bool) -> State:
        """DONE or TO_DO, unless nobody tells of the global database."""
        if self.whole is None and "rds" in self.survivor.unseen:
            return State.UNSEEN
        return State.DONE if done else State.TO_DO

    def arn(self, view: ClusterView) -> str:
        """Of a region's cluster; of a place to fill it in, if nobody tells."""
        name = self.pair.clusters[view.region]
        if view.cluster:
            return view.cluster.arn
        end = f":{view.region}:"
        for member in self.whole.members if self.whole else ():
            if end in member and member.endswith(f":cluster:{name}"):
                return member
        return f"<ARN of {name} in {view.region}>"

    def is_member(self, view: ClusterView) -> bool:
        """Whether the global database has the region's cluster."""
        return self.whole is not None and self.arn(view) in self.whole.members

    def writes(self, view: ClusterView) -> bool:
        """Whether the region's cluster is written to."""
        return self.whole is not None and self.whole.writer == self.arn(view)

    @property
    def switched_back(self) -> bool:
        """Whether the lost region's cluster is written to, and nothing is changing hands."""
        cluster = self.lost.cluster
        settled = self.whole is not None and not self.whole.changing
        return self.writes(self.lost) and settled and (cluster is None or cluster.status == "available")

    @property
    def follows(self) -> bool:
        """Whether the lost region's cluster is a follower that works, or has been one and is the writer."""
        cluster = self.lost.cluster
        if self.whole is None or cluster is None or not self.is_member(self.lost):
            return False
        return self.writes(self.lost) or (
            cluster.status == "available" and self.whole.members[cluster.arn] == IN_STEP
        )

    @property
    def is_caught_up(self) -> bool:
        """Whether it has nearly everything; the switchover waits for the rest."""
        cluster = self.lost.cluster
        lag = cluster.lag if cluster else None
        return self.writes(self.lost) or (self.follows and lag is not None and 0 <= lag <= CAUGHT_UP)

    @property
    def copy(self) -> Cluster | None:
        """The lost region's new cluster: made for this failback, or since then taken over by Terraform."""
        found = self.lost.cluster
        if found is None or not self.is_member(self.lost):
            return None
        made_by_hand = found.failback_of == self.decision.token
        # Terraform has taken the step's tag away, and given its own.
        return found if made_by_hand or (found.managed and found.created > self.decision.time) else None

    @property
    def rebuilds(self) -> bool:
        """Whether the lost region's cluster is made anew: someone says so, or has begun."""
        begun = self.lost.aside is not None and self.lost.cluster is None
        return begun or self.copy is not None or (self._rebuild and not self.is_member(self.lost))

    @property
    def missing(self) -> tuple[str, ...]:
        """Instances that the file gives the lost region's cluster, and that it does not have or that do not
        work."""
        cluster = self.lost.cluster
        there = (
            {each.identifier for each in cluster.instances if each.status == "available"}
            if cluster
            else set()
        )
        return tuple(name for name in self.pair.members(self.lost.region) if name not in there)

    @property
    def connection(self) -> str | None:
        """What the application in the lost region has to find, as Terraform and the controller write it."""
        cluster = self.lost.cluster
        if cluster is None:
            return None
        settings = cluster.settings
        return json.dumps(
            {
                "endpoint": settings.get("Endpoint"),
                "port": settings.get("Port"),
                "engine": settings.get("Engine"),
                "database": settings.get("DatabaseName"),
                "username": settings.get("MasterUsername"),
                "secret_arn": None,
            }
        )

    @property
    def connects(self) -> bool:
        """Whether it finds its own cluster there."""
        wanted, text = self.connection, (self.lost.parameters or {}).get(self.pair.connection)
        if wanted is None or text is None:
            return False
        try:
            given = json.loads(text)
            return all(given[key] == json.loads(wanted)[key] for key in ("endpoint", "port"))
        except (KeyError, TypeError, ValueError):
            return False
