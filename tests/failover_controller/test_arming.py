"""A primary that was never healthy cannot be lost: a deployment that is being made looks like one."""

import pytest

from tests.failover_controller.controller import DOWN, UP
from tests.failover_controller.faults import DENIED
from tests.failover_controller.world import World


@pytest.fixture
def new(strategy: str) -> World:
    """The controller runs already; the primary's first instance does not."""
    world = World(strategy=strategy)
    world.delete("failover/armed")
    world.answer = {DOWN}
    return world


def test_however_long_it_takes_nothing_is_begun(new: World) -> None:
    assert new.minutes(30)["step"] == "watching"

    assert not {"put /failover/decision", "promote", "scale", "put /takeover"} & set(new.changes)
    assert new.published == []


@pytest.mark.parametrize("mode", ["approve", "manual"])
def test_nobody_is_asked_either(strategy: str, mode: str) -> None:
    world = World(strategy=strategy, mode=mode)
    world.delete("failover/armed")
    world.answer = {DOWN}

    world.minutes(10)

    assert world.published == []


def test_one_healthy_reading_arms_it_for_good(new: World) -> None:
    new.minutes(5)
    new.answer = {UP}
    new.minutes(1)
    armed = new.get("failover/armed")
    new.minutes(1)
    assert armed == new.get("failover/armed") is not None

    new.answer = {DOWN}
    new.minutes(3)

    assert new.record("failover/decision")["reason"] == "the witness was down in 3 consecutive readings"


def test_what_could_not_be_noted_is_noted_by_a_later_run(new: World) -> None:
    new.answer = {UP}
    new.fail("PutParameter", DENIED)
    assert new.try_run() is None
    assert new.get("failover/armed") is None

    new.minutes(1)

    assert new.get("failover/armed") is not None


def test_an_unknown_witness_arms_nothing(new: World) -> None:
    new.answer = None

    new.minutes(5)

    assert new.get("failover/armed") is None


def test_a_person_can_force_it_all_the_same(new: World) -> None:
    new.put("failover/approval", "force")

    new.minutes(1)

    assert new.record("failover/decision")["forced"] is True
