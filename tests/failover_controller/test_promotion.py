"""The database: promoted once, when it can be, and only believed when AWS shows it (F20)."""

import pytest

from tests.failover_controller.controller import DOWN, REPLICA, UP, part
from tests.failover_controller.faults import (
    BROKEN,
    DENIED,
    NONE,
    THROTTLED,
    TIMEOUT,
    TIMEOUT_AFTER,
    UNREACHABLE,
    Fault,
)
from tests.failover_controller.world import World


def promotions(world: World) -> int:
    """Calls to promote, whether they arrived or not."""
    return sum(operation == "PromoteReadReplica" for _, operation, _ in world.calls)


def failing_minutes(world: World, count: int) -> None:
    """So many runs of the schedule, of which any may fail."""
    for _ in range(count):
        world.now += 60
        world.try_run()


@pytest.mark.parametrize(
    "status", sorted(part("read_replica").WORKS_MEANWHILE | part("read_replica").PASSING)
)
def test_a_replica_that_is_busy_is_promoted_by_a_later_run(lost: World, status: str) -> None:
    lost.status = status
    lost.minutes(3)
    assert promotions(lost) == 0
    lost.status = "available"
    lost.minutes(1)
    assert promotions(lost) == 1


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


def test_the_group_grows_while_the_replica_is_busy(lost: World) -> None:
    lost.status = "backing-up"
    lost.minutes(4)
    assert lost.healthy == 2


def test_traffic_stays_with_the_primary_until_the_replica_can_be_promoted(lost: World) -> None:
    lost.status = "backing-up"
    lost.minutes(3)
    assert lost.get("takeover") == "off"


def test_a_backup_right_after_the_promotion_does_not_hold_it_up(lost: World) -> None:
    lost.minutes(1)
    lost.now += 300
    lost.status = "backing-up"
    assert lost.minutes(1)["done"]


@pytest.mark.parametrize("fault", [THROTTLED, DENIED, UNREACHABLE], ids=lambda fault: fault.name)
def test_a_refused_promotion_is_sent_again_by_the_next_run(lost: World, fault: Fault) -> None:
    lost.fail("PromoteReadReplica", fault, fault)
    failing_minutes(lost, 3)
    assert promotions(lost) == 3
    assert lost.accepted_at == lost.now


@pytest.mark.parametrize("fault", [TIMEOUT, BROKEN], ids=lambda fault: fault.name)
def test_a_promotion_without_an_answer_is_sent_again_only_after_four_looks(lost: World, fault: Fault) -> None:
    lost.fail("PromoteReadReplica", fault)
    failing_minutes(lost, 3)
    assert promotions(lost) == 1
    failing_minutes(lost, 1)
    assert promotions(lost) == 2
    assert lost.minutes(9)["done"]


def test_a_promotion_whose_answer_was_lost_is_not_sent_again(lost: World) -> None:
    lost.fail("PromoteReadReplica", TIMEOUT_AFTER)
    failing_minutes(lost, 1)
    assert lost.minutes(8)["done"]
    assert promotions(lost) == 1


def test_runs_in_quick_succession_are_no_four_looks(lost: World) -> None:
    lost.fail("PromoteReadReplica", TIMEOUT_AFTER)
    lost.stale_looks = 10
    failing_minutes(lost, 1)
    for _ in range(10):
        lost.now += 3
        lost.run()
    assert promotions(lost) == 1


def test_a_run_that_dies_before_its_call_leaves_a_mark_that_later_runs_respect(lost: World) -> None:
    """The writes of this run: announce, keep, decide, take over, mark."""
    lost.fail("PutParameter", NONE, NONE, NONE, NONE, TIMEOUT_AFTER)
    failing_minutes(lost, 1)
    assert lost.record("failover/promotion")["outcome"] == "unsure"
    failing_minutes(lost, 2)
    assert promotions(lost) == 0
    failing_minutes(lost, 1)
    assert promotions(lost) == 1


def test_a_promotion_begun_between_look_and_call_is_no_error(lost: World) -> None:
    lost.status = "storage-optimization"
    original = lost._PromoteReadReplica

    def meanwhile_backing_up(**arguments: object) -> dict[str, object]:
        lost.status = "backing-up"
        return original(**arguments)

    lost._PromoteReadReplica = meanwhile_backing_up  # type: ignore[method-assign]  # one run long
    outcome = lost.minutes(1)
    assert not outcome["done"]
    assert [sent.accepted for sent in lost.sent] == [False]
    lost._PromoteReadReplica = original  # type: ignore[method-assign]  # as before
    lost.status = "available"
    assert lost.minutes(9)["done"]


def test_an_accepted_promotion_that_never_happens_calls_a_person(lost: World) -> None:
    lost.stale_looks = 1000
    lost.minutes(9)
    lost.now += 60
    with pytest.raises(part("errors").StepsFailedError) as raised:
        lost.run()
    assert str(raised.value) == (
        "promote: AWS accepted the promotion of db-ABCDEFGHIJKL, but it is a replica still: "
        "see its events and promote it by hand"
    )
    assert promotions(lost) == 1


def test_no_promotion_without_the_switch(lost: World) -> None:
    """The writes of this run: announce, keep, decide, take over, ..."""
    lost.fail("PutParameter", NONE, NONE, NONE, DENIED)
    failing_minutes(lost, 1)
    assert (lost.get("takeover"), promotions(lost)) == ("off", 0)
    assert lost.group.desired == 2
    failing_minutes(lost, 1)
    assert (lost.get("takeover"), promotions(lost)) == ("on", 1)


def test_a_mark_that_cannot_be_read_stops_everything(lost: World) -> None:
    lost.put("failover/promotion", "{}")
    lost.now += 60
    with pytest.raises(part("errors").FailoverError) as raised:
        lost.run()
    assert str(raised.value) == (
        "/holdfast/shop-production/failover/promotion cannot be read; "
        "delete it once you know whether the database was promoted"
    )


class TestAPrimaryThatComesBack:
    """Before the promotion is sent a failover can end; after it, it cannot."""

    def test_with_nothing_begun_the_decision_is_withdrawn(self, lost: World) -> None:
        lost.status = "backing-up"
        lost.put("failover/approval", "something")
        lost.minutes(2)
        lost.answer = {UP}
        assert lost.minutes(1) == {"step": "withdrawn", "done": False, "remains": []}
        assert lost.get("failover/decision") is None
        assert lost.get("failover/approval") is None
        assert lost.get("takeover") == "off"
        assert lost.published[-1]["subject"] == "shop-production: failover withdrawn"

    def test_after_that_it_takes_a_whole_confirmation_again(self, lost: World) -> None:
        lost.status = "backing-up"
        lost.minutes(1)
        lost.answer = {UP}
        lost.minutes(1)
        lost.status, lost.answer = "available", {DOWN}
        lost.minutes(2)
        assert promotions(lost) == 0
        assert lost.minutes(9)["done"]

    def test_with_an_unknown_witness_it_waits_and_keeps_the_decision(self, lost: World) -> None:
        lost.status = "backing-up"
        lost.minutes(1)
        lost.status, lost.answer = "available", None
        assert lost.minutes(2)["step"] == "held"
        assert promotions(lost) == 0
        lost.answer = {DOWN}
        lost.minutes(1)
        assert promotions(lost) == 1

    def test_with_the_switch_on_it_is_held_and_a_person_is_asked(self, lost: World) -> None:
        lost.fail("PromoteReadReplica", THROTTLED)
        failing_minutes(lost, 1)
        lost.answer = {UP}
        assert lost.minutes(3)["step"] == "held"
        assert promotions(lost) == 1
        held = [notice for notice in lost.published if "held" in notice["subject"]]
        assert len(held) == 1
        assert (
            "aws ssm put-parameter --region us-west-2 --name /holdfast/shop-production/takeover "
            "--type String --value off --overwrite" in held[0]["text"].splitlines()
        )

    def test_a_person_who_turns_the_switch_off_gives_the_primary_its_traffic_back(self, lost: World) -> None:
        lost.fail("PromoteReadReplica", THROTTLED)
        failing_minutes(lost, 1)
        lost.answer = {UP}
        lost.minutes(1)
        lost.put("takeover", "off")
        assert lost.minutes(1)["step"] == "withdrawn"
        lost.minutes(5)
        assert (lost.get("takeover"), promotions(lost)) == ("off", 1)

    def test_a_person_who_forces_it_lets_it_go_on(self, lost: World) -> None:
        lost.fail("PromoteReadReplica", THROTTLED)
        failing_minutes(lost, 1)
        lost.answer = {UP}
        lost.minutes(1)
        lost.put("failover/approval", "force")
        assert lost.minutes(9)["done"]

    def test_a_promotion_that_may_have_been_accepted_is_never_withdrawn(self, lost: World) -> None:
        lost.fail("PromoteReadReplica", TIMEOUT_AFTER)
        lost.stale_looks = 3
        failing_minutes(lost, 1)
        lost.answer = {UP}
        lost.put("takeover", "off")
        lost.minutes(1)
        assert lost.get("takeover") == "on"
        assert lost.minutes(9)["done"]
