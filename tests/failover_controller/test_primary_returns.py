"""A primary that comes back: before the promotion is sent a failover can end; after it, it cannot."""

from tests.failover_controller.controller import DOWN, UP
from tests.failover_controller.faults import DENIED, NONE, THROTTLED, TIMEOUT_AFTER
from tests.failover_controller.world import World


def test_with_nothing_begun_the_decision_is_withdrawn(lost: World) -> None:
    lost.status = lost.database.BUSY
    lost.put("failover/approval", "something")
    lost.minutes(2)
    lost.answer = {UP}
    assert lost.minutes(1) == {"step": "withdrawn", "done": False, "remains": []}
    assert lost.get("failover/decision") is None
    assert lost.get("failover/approval") is None
    assert lost.get("takeover") == "off"
    assert lost.published[-1]["subject"] == "shop-production: failover withdrawn"


def test_after_that_it_takes_a_whole_confirmation_again(lost: World) -> None:
    lost.status = lost.database.BUSY
    lost.minutes(1)
    lost.answer = {UP}
    lost.minutes(1)
    lost.status, lost.answer = "available", {DOWN}
    lost.minutes(2)
    assert lost.promotions == 0
    assert lost.minutes(9)["done"]


def test_with_an_unknown_witness_it_waits_and_keeps_the_decision(lost: World) -> None:
    lost.status = lost.database.BUSY
    lost.minutes(1)
    lost.status, lost.answer = "available", None
    assert lost.minutes(2)["step"] == "held"
    assert lost.promotions == 0
    lost.answer = {DOWN}
    lost.minutes(1)
    assert lost.promotions == 1


def test_with_the_switch_on_it_is_held_and_a_person_is_asked(lost: World) -> None:
    lost.fail("promote", THROTTLED)
    lost.failing_minutes(1)
    lost.answer = {UP}
    assert lost.minutes(3)["step"] == "held"
    assert lost.promotions == 1
    held = [notice for notice in lost.published if "held" in notice["subject"]]
    assert len(held) == 1
    assert (
        "aws ssm put-parameter --region us-west-2 --name /holdfast/shop-production/takeover "
        "--type String --value off --overwrite" in held[0]["text"].splitlines()
    )


def test_a_person_who_turns_the_switch_off_gives_the_primary_its_traffic_back(lost: World) -> None:
    lost.fail("promote", THROTTLED)
    lost.failing_minutes(1)
    lost.answer = {UP}
    lost.minutes(1)
    lost.put("takeover", "off")
    assert lost.minutes(1)["step"] == "withdrawn"
    lost.minutes(5)
    assert (lost.get("takeover"), lost.promotions) == ("off", 1)


def test_a_person_who_forces_it_lets_it_go_on(lost: World) -> None:
    lost.fail("promote", THROTTLED)
    lost.failing_minutes(1)
    lost.answer = {UP}
    lost.minutes(1)
    lost.put("failover/approval", "force")
    assert lost.minutes(9)["done"]


def test_a_database_that_is_the_writer_already_is_never_left_without_the_switch(lost: World) -> None:
    lost.accepted_at = lost.now - 3600
    lost.fail("PutParameter", NONE, NONE, NONE, DENIED)
    lost.failing_minutes(1)
    assert lost.get("takeover") == "off"
    lost.answer = {UP}
    lost.minutes(1)
    assert lost.get("takeover") == "on"


def test_a_promotion_that_may_have_been_accepted_is_never_withdrawn(lost: World) -> None:
    lost.fail("promote", TIMEOUT_AFTER)
    lost.stale_looks = 3
    lost.failing_minutes(1)
    lost.answer = {UP}
    lost.put("takeover", "off")
    lost.minutes(1)
    assert lost.get("takeover") == "on"
    assert lost.minutes(9)["done"]
