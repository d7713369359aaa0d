"""The way back of a pilot light."""

from collections.abc import Iterator
from datetime import datetime

from failback.code import Code, Import
from failback.live import Client
from failback.record_steps import forget_step
from failback.replica.copy_steps import copy_steps
from failback.replica.left_over import left_over
from failback.replica.live import ReplicaReader
from failback.replica.pair import ReplicaPair
from failback.replica.progress import ReplicaProgress
from failback.replica.return_steps import return_steps
from failback.replica.situation import ReplicaView
from failback.replica.stay_steps import stay_steps
from failback.situation import Situation
from failback.step import Step
from failback.story import RETURN
from failback.way import Failover, Found, Templates


class ReplicaWay:
    """The lost region gets a copy of the promoted database, and Terraform takes it over."""

    def __init__(self, pair: ReplicaPair) -> None:
        self.pair = pair

    def look(self, *, now: datetime, client: Client) -> Situation[ReplicaView]:
        """Both regions as they are now."""
        regions = (self.pair.primary, self.pair.standby)
        views = {region: ReplicaReader(self.pair, region, client, now).view() for region in regions}
        return Situation(views=views, now=now)

    def steps(
        self, situation: Situation[ReplicaView], failover: Failover, story: str, templates: Templates
    ) -> Found:
        """The way back from here."""
        pair = self.pair
        progress = ReplicaProgress(pair, situation, survivor=failover.survivor, decision=failover.decision)
        lost = progress.lost.region
        current = Code(templates.current())
        if story == RETURN:
            steps = [
                *copy_steps(progress),
                *return_steps(progress, current),
                forget_step(progress, with_connection=True),
            ]
            return steps, _import_of_database(current, pair, lost)
        code = current if progress.is_swapped else Code(templates.swapped())
        steps = [
            *copy_steps(progress),
            *stay_steps(progress, code, () if progress.is_swapped else current.elsewhere(code)),
            forget_step(progress, with_connection=False),
        ]
        return steps, _import_of_database(code, pair, lost)

    def left_over(self, situation: Situation[ReplicaView]) -> Iterator[Step]:
        """Databases that were set aside."""
        return left_over(self.pair, situation)


def _import_of_database(code: Code, pair: ReplicaPair, region: str) -> tuple[Import, ...]:
    """The block with which Terraform takes over a region's DB instance; its id is the identifier."""
    address = code.database(pair.databases[region])
    return (Import(address=address, id=pair.databases[region]),) if address else ()
