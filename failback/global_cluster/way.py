"""The way back of a warm standby."""

from collections.abc import Iterator
from datetime import datetime

from failback.code import Code
from failback.global_cluster.follow_steps import follow_steps
from failback.global_cluster.left_over import left_over, standby_part
from failback.global_cluster.live import ClusterReader
from failback.global_cluster.pair import ClusterPair
from failback.global_cluster.progress import ClusterProgress
from failback.global_cluster.rebuild_steps import imports
from failback.global_cluster.return_steps import final_plan, return_steps
from failback.global_cluster.situation import ClusterView
from failback.global_cluster.stay_steps import stay_steps
from failback.live import Client
from failback.record_steps import forget_step
from failback.situation import Situation
from failback.step import Step
from failback.story import RETURN
from failback.way import Failover, Found, Templates


class GlobalClusterWay:
    """The old primary's cluster follows again by itself; then the regions change roles, or the code does.

    `rebuild`: a person says that AWS cannot bring that cluster back.
    """

    def __init__(self, pair: ClusterPair, *, rebuild: bool = False) -> None:
        self.pair = pair
        self._rebuild = rebuild

    def look(self, *, now: datetime, client: Client) -> Situation[ClusterView]:
        """Both regions as they are now."""
        regions = (self.pair.primary, self.pair.standby)
        views = {region: ClusterReader(self.pair, region, client, now).view() for region in regions}
        return Situation(views=views, now=now)

    def steps(
        self, situation: Situation[ClusterView], failover: Failover, story: str, templates: Templates
    ) -> Found:
        """The way back from here."""
        progress = ClusterProgress(
            self.pair,
            situation,
            survivor=failover.survivor,
            decision=failover.decision,
            rebuild=self._rebuild,
        )
        current = Code(templates.current())
        back = story == RETURN
        rest = self._back(progress, current) if back else self._stay(progress, current, templates)
        return [*follow_steps(progress, current, story), *rest], imports(progress, current)

    def left_over(self, situation: Situation[ClusterView]) -> Iterator[Step]:
        """What remains when no failover is recorded any more."""
        return left_over(self.pair, situation)

    def _back(self, progress: ClusterProgress, code: Code) -> Iterator[Step]:
        yield from return_steps(progress, code)
        yield forget_step(
            progress,
            with_connection=True,
            before=final_plan(progress),
            also=". The plan must be empty: then code and AWS say the same",
        )
        yield from standby_part(self.pair, progress.survivor, progress.survivor.region)

    def _stay(self, progress: ClusterProgress, current: Code, templates: Templates) -> Iterator[Step]:
        other = Code(templates.swapped())
        before, after = (other, current) if progress.is_swapped else (current, other)
        sight = () if progress.is_swapped else before.elsewhere(after)
        yield from stay_steps(progress, before, after, sight)
        yield forget_step(progress, with_connection=False)
