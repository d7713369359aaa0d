"""The database: promoted once, when it can be, and only believed when AWS shows it (F20)."""

from collections.abc import Callable

import pytest

from tests.failover_controller.controller import REPLICA, part
from tests.failover_controller.faults import (
    BROKEN,
    BROKEN_AFTER,
    DENIED,
    NONE,
    THROTTLED,
    TIMEOUT,
    TIMEOUT_AFTER,
    UNREACHABLE,
    Fault,
)
from tests.failover_controller.strategies import of_replica
from tests.failover_controller.world import World


@of_replica
@pytest.mark.parametrize(
    "status", sorted(part("read_replica").WORKS_MEANWHILE | part("read_replica").PASSING)
)
def test_a_replica_that_is_busy_is_promoted_by_a_later_run(lost: World, status: str) -> None:
    lost.status = status
    lost.minutes(3)
    assert lost.promotions == 0
    lost.status = "available"
    lost.minutes(1)
    assert lost.promotions == 1


@of_replica
@pytest.mark.parametrize(
    "status", ["failed", "storage-full", "deleting", "incompatible-network", "unheard-of"]
)
def test_a_replica_that_a_person_must_mend_fails_every_run(lost: World, status: str) -> None:
    lost.status = status
    lost.now += 60
    with pytest.raises(part("errors").StepsFailedError) as raised:
        lost.run()
    assert str(raised.value) == (
        f'look: database {REPLICA} in us-west-2 has the status "{status}", '
        "which does not end by itself: a person has to mend it"
    )
    assert lost.group.desired == 2


@of_replica
def test_a_replica_that_is_missing_fails_every_run_and_holds_nothing_else_back(lost: World) -> None:
    lost.missing = True
    for _ in range(3):
        lost.now += 60
        with pytest.raises(part("errors").StepsFailedError) as raised:
            lost.run()
        assert (
            str(raised.value) == f"look: database {REPLICA} is not in us-west-2: there is nothing to promote"
        )
    assert lost.group.desired == 2
    assert lost.healthy == 0
    assert lost.get("failover/done") is None


def test_the_group_grows_while_the_database_is_busy(lost: World) -> None:
    lost.status = lost.database.BUSY
    lost.minutes(4)
    assert lost.healthy == 2


def test_traffic_stays_with_the_primary_until_the_database_can_be_promoted(lost: World) -> None:
    lost.status = lost.database.BUSY
    lost.minutes(3)
    assert lost.get("takeover") == "off"


@of_replica
def test_a_backup_right_after_the_promotion_does_not_hold_it_up(lost: World) -> None:
    lost.minutes(1)
    lost.now += 300
    lost.status = "backing-up"
    assert lost.minutes(1)["done"]


@pytest.mark.parametrize("fault", [THROTTLED, DENIED, UNREACHABLE], ids=lambda fault: fault.name)
def test_a_refused_promotion_is_sent_again_by_the_next_run(lost: World, fault: Fault) -> None:
    lost.fail("promote", fault, fault)
    lost.failing_minutes(3)
    assert lost.promotions == 3
    assert lost.accepted_at == lost.now


@pytest.mark.parametrize("fault", [TIMEOUT, BROKEN], ids=lambda fault: fault.name)
def test_a_promotion_without_an_answer_is_sent_again_only_after_four_looks(lost: World, fault: Fault) -> None:
    lost.fail("promote", fault)
    lost.failing_minutes(3)
    assert lost.promotions == 1
    lost.failing_minutes(1)
    assert lost.promotions == 2
    assert lost.minutes(9)["done"]


@pytest.mark.parametrize("fault", [TIMEOUT_AFTER, BROKEN_AFTER], ids=lambda fault: fault.name)
def test_a_promotion_whose_answer_was_lost_is_not_sent_again(lost: World, fault: Fault) -> None:
    lost.fail("promote", fault)
    lost.stale_looks = 2
    lost.failing_minutes(1)
    assert lost.minutes(8)["done"]
    assert lost.promotions == 1


def test_runs_in_quick_succession_are_no_four_looks(lost: World) -> None:
    lost.fail("promote", TIMEOUT_AFTER)
    lost.stale_looks = 10
    lost.failing_minutes(1)
    for _ in range(10):
        lost.now += 3
        lost.run()
    assert lost.promotions == 1


def test_a_run_that_dies_before_its_call_leaves_a_mark_that_later_runs_respect(lost: World) -> None:
    """The writes of this run: announce, keep, decide, take over, mark."""
    lost.fail("PutParameter", NONE, NONE, NONE, NONE, TIMEOUT_AFTER)
    lost.failing_minutes(1)
    assert lost.record("failover/promotion")["outcome"] == "unsure"
    lost.failing_minutes(2)
    assert lost.promotions == 0
    lost.failing_minutes(1)
    assert lost.promotions == 1


@of_replica
def test_a_promotion_begun_between_look_and_call_is_no_error(lost: World) -> None:
    lost.status = "storage-optimization"
    original: Callable[..., dict[str, object]] = lost.database._PromoteReadReplica

    def meanwhile_backing_up(**arguments: object) -> dict[str, object]:
        lost.status = "backing-up"
        return original(**arguments)

    lost.database._PromoteReadReplica = meanwhile_backing_up
    outcome = lost.minutes(1)
    assert not outcome["done"]
    assert [sent.accepted for sent in lost.sent] == [False]
    lost.database._PromoteReadReplica = original
    lost.status = "available"
    assert lost.minutes(9)["done"]


def test_an_accepted_promotion_that_never_happens_calls_a_person(lost: World) -> None:
    lost.stale_looks = 1000
    lost.minutes(9)
    lost.now += 60
    with pytest.raises(part("errors").StepsFailedError) as raised:
        lost.run()
    assert str(raised.value) == (
        f"promote: AWS accepted the promotion of {lost.database.ID}, but it is a replica still: "
        "see its events and promote it by hand"
    )
    assert lost.promotions == 1


def test_no_promotion_without_the_switch(lost: World) -> None:
    """The writes of this run: announce, keep, decide, take over, ..."""
    lost.fail("PutParameter", NONE, NONE, NONE, DENIED)
    lost.failing_minutes(1)
    assert (lost.get("takeover"), lost.promotions) == ("off", 0)
    assert lost.group.desired == 2
    lost.failing_minutes(1)
    assert (lost.get("takeover"), lost.promotions) == ("on", 1)


def test_a_mark_that_cannot_be_read_stops_everything(lost: World) -> None:
    lost.put("failover/promotion", "{}")
    lost.now += 60
    with pytest.raises(part("errors").FailoverError) as raised:
        lost.run()
    assert str(raised.value) == (
        "/holdfast/shop-production/failover/promotion cannot be read; "
        "delete it once you know whether the database was promoted"
    )
