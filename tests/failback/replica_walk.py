"""The walk along a pilot light's way back."""

from collections.abc import Callable, Iterator

import pytest

from drill.local_aws import LocalAws
from failback.replica.pair import ReplicaPair
from failback.replica.way import ReplicaWay
from failback.way import Templates
from tests.failback.failed_over import EAST, TEMPLATES, WEST, drop_automated_snapshots, measure_lag
from tests.failback.walk import Walk


def replica_walk(
    aws: LocalAws,
    pair: ReplicaPair,
    capsys: pytest.CaptureFixture[str],
    *,
    story: str | None = None,
    templates: Templates = TEMPLATES,
    do: Callable[[Iterator[str]], None] | None = None,
) -> Walk:
    """Replicas catch up while it goes on."""

    def catch_up() -> None:
        for region in (EAST, WEST):
            measure_lag(aws, region, 0)

    return Walk(
        aws,
        ReplicaWay(pair),
        capsys,
        story=story,
        templates=templates,
        do=do,
        before=lambda: drop_automated_snapshots(aws),
        after=catch_up,
    )
