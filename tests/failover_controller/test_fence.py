"""Two that decide at once: the second finds the decision of the first and goes on with it."""

import json

import pytest

from tests.failover_controller.controller import part
from tests.failover_controller.faults import BROKEN, DENIED, NONE, THROTTLED, TIMEOUT, TIMEOUT_AFTER, Fault
from tests.failover_controller.world import World

FIRST = {"token": "of-the-first", "time": "2026-03-01T12:02:59.500+00:00", "reason": "first", "forced": False}


def test_the_second_goes_on_with_the_first_ones_decision(lost: World) -> None:
    original = lost._PutParameter

    def beaten(**arguments: object) -> dict[str, object]:
        if str(arguments["Name"]).endswith("/decision"):
            lost.put("failover/decision", json.dumps(FIRST))
        return original(**arguments)  # type: ignore[arg-type]  # as the region takes them

    lost._PutParameter = beaten  # type: ignore[method-assign,assignment]  # somebody is faster
    assert lost.minutes(9)["done"]
    assert lost.record("failover/decision") == FIRST
    assert lost.get("failover/done") == "of-the-first"
    assert len(lost.sent) == 1
    assert len(lost.published) == 2


@pytest.mark.parametrize("fault", [THROTTLED, DENIED, BROKEN, TIMEOUT], ids=lambda fault: fault.name)
def test_nothing_is_done_without_the_recorded_decision(lost: World, fault: Fault) -> None:
    lost.fail("PutParameter", NONE, NONE, fault)
    lost.now += 60
    with pytest.raises(part("errors").StepsFailedError, match=r"^decide: "):
        lost.run()
    assert lost.get("failover/decision") is None
    assert {"promote", "scale", "put /takeover", "publish"}.isdisjoint(lost.changes)
    assert lost.minutes(9)["done"]


def test_a_decision_whose_answer_was_lost_is_found_by_the_next_run(lost: World) -> None:
    lost.fail("PutParameter", NONE, NONE, TIMEOUT_AFTER)
    lost.now += 60
    assert lost.try_run() is None
    decision = lost.record("failover/decision")
    assert lost.minutes(9)["done"]
    assert lost.record("failover/decision") == decision


def test_a_decision_that_cannot_be_read_is_neither_followed_nor_overwritten(lost: World) -> None:
    lost.put("failover/decision", "yes")
    lost.now += 60
    with pytest.raises(part("errors").FailoverError) as raised:
        lost.run()
    assert str(raised.value) == (
        "/holdfast/shop-production/failover/decision holds no decision that can be read; "
        "delete it to begin anew"
    )
    assert lost.get("failover/decision") == "yes"


def test_marks_of_an_earlier_failover_are_not_taken_for_this_one(lost: World) -> None:
    lost.put("failover/done", "an-earlier-token")
    lost.put("failover/notices", '{"token": "an-earlier-token", "sent": ["decided", "done"]}')
    assert lost.minutes(9)["done"]
    assert len(lost.published) == 2


def test_a_mark_about_another_database_is_not_taken_for_this_one(lost: World) -> None:
    looks = {"times": 1, "counted": 0, "seen": 0}
    lost.put("failover/promotion", json.dumps({"database": "db-OLD", "outcome": "accepted", "looks": looks}))
    lost.minutes(1)
    assert len(lost.sent) == 1
