"""What a pilot light's way back leaves behind."""

from collections.abc import Iterator

from failback.replica.pair import ReplicaPair
from failback.replica.situation import ReplicaView
from failback.situation import Situation
from failback.step import State, Step, aws


def left_over(pair: ReplicaPair, situation: Situation[ReplicaView]) -> Iterator[Step]:
    """Databases that were set aside."""
    for region, view in situation.views.items():
        name = pair.aside(region)
        if name in (view.instances or {}):
            yield Step(
                title=f"{name} in {region} is deleted",
                why="it costs as much as one that is used. Not before somebody has looked for the writes "
                "that only it has",
                commands=(
                    aws(
                        region,
                        "rds",
                        "modify-db-instance",
                        "--db-instance-identifier",
                        name,
                        "--no-deletion-protection",
                        "--apply-immediately",
                    ),
                    aws(
                        region,
                        "rds",
                        "delete-db-instance",
                        "--db-instance-identifier",
                        name,
                        "--final-db-snapshot-identifier",
                        f"{name}-{situation.now:%Y%m%d}",
                    ),
                ),
                state=State.TO_DO,
            )
