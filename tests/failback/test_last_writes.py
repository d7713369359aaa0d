"""When a copy has all that was written before the last client went: its lag is told by the minute, and
PostgreSQL's is the age of the last transaction, which climbs where nobody writes."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from failback.replica.live import ReplicaReader
from failback.replica.progress import ReplicaProgress
from failback.replica.situation import Instance, ReplicaView
from failback.situation import Decision, Group, Situation
from tests.failback.failed_over import EAST, PAIR, WEST

NOW = datetime(2026, 5, 4, 12, 30, tzinfo=UTC)
DECISION = Decision(token="0123", time=NOW - timedelta(hours=5), reason="the witness was down")


def progress(
    lag: float, *, emptied: int | None, measured: int = 1, engine: str = "postgres", there: int = 0
) -> ReplicaProgress:
    """A copy in the east; `emptied` and `measured` are minutes ago."""
    copy = Instance(
        identifier=PAIR.databases[EAST],
        arn="arn:aws:rds:us-east-1:123456789012:db:copy",
        status="available",
        source="arn:aws:rds:us-west-2:123456789012:db:source",
        created=NOW - timedelta(hours=1),
        backup_days=7,
        managed=False,
        failback_of=DECISION.token,
        settings={"Engine": engine},
        lag=lag,
        measured=NOW - timedelta(minutes=measured),
    )
    group = Group(
        min=0,
        max=0,
        desired=0,
        serving=0,
        there=there,
        emptied=None if emptied is None else NOW - timedelta(minutes=emptied),
    )
    views = {
        EAST: ReplicaView(region=EAST, instances={copy.identifier: copy}),
        WEST: ReplicaView(region=WEST, instances={}, group=group),
    }
    return ReplicaProgress(PAIR, Situation(views=views, now=NOW), survivor=WEST, decision=DECISION)


@pytest.mark.parametrize(
    ("lag", "emptied", "measured", "all_there"),
    [
        (0, 3, 1, True),
        (0, 1, 2, False),  # measured before the last instance had gone
        (110, 3, 1, True),  # a transaction from ten seconds after that
        (130, 3, 1, False),  # the last transaction may be one of the application's
        (-1, 3, 1, False),  # replication has stopped
    ],
)
def test_the_last_writes_are_there_once_something_later_is(
    lag: float, emptied: int, measured: int, all_there: bool
) -> None:
    assert progress(lag, emptied=emptied, measured=measured).has_last_writes is all_there


@pytest.mark.parametrize(("lag", "all_there"), [(0.4, True), (2, False)])
def test_where_nobody_tells_since_when_the_group_is_empty_there_must_be_no_lag(
    lag: float, all_there: bool
) -> None:
    assert progress(lag, emptied=None).has_last_writes is all_there


@pytest.mark.parametrize(
    ("engine", "lag", "caught_up"),
    [("postgres", 290, True), ("postgres", 400, False), ("mysql", 290, False), ("mariadb", 0, True)],
)
def test_a_postgres_that_nobody_writes_to_counts_as_caught_up(
    engine: str, lag: float, caught_up: bool
) -> None:
    found = progress(lag, emptied=None, engine=engine)
    assert found.is_caught_up(found.copy) is caught_up


class _Scaling:
    """An Auto Scaling API with one empty group."""

    def describe_auto_scaling_groups(self, **_: object) -> Any:  # noqa: ANN401 - JSON
        return {"AutoScalingGroups": [{"MinSize": 0, "MaxSize": 0, "DesiredCapacity": 0, "Instances": []}]}

    def describe_scaling_activities(self, **_: object) -> Any:  # noqa: ANN401 - JSON
        ends = [NOW - timedelta(minutes=minutes) for minutes in (9, 4, 6)]
        return {"Activities": [{}, *({"EndTime": end} for end in ends)]}


def test_a_group_is_empty_since_its_last_activity_ended() -> None:
    group = ReplicaReader(PAIR, WEST, lambda *_: _Scaling(), NOW).group()
    assert group is not None
    assert group.emptied == NOW - timedelta(minutes=4)


def test_instances_on_their_way_out_may_still_write() -> None:
    found = progress(0, emptied=None, there=1)
    assert found.at_rest(found.survivor).name == "TO_DO"
