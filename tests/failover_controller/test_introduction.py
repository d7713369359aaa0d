"""A standby that serves is told where it can read, before anything has happened."""

import pytest

from tests.failover_controller.faults import DENIED
from tests.failover_controller.world import World

READER = "shop-production-us-west-2.cluster-ro-abc.us-west-2.rds.example.com"


@pytest.fixture
def world() -> World:
    """The application in the standby runs, and has not been told anything."""
    world = World(strategy="global-cluster")
    world.delete("database")
    return world


def test_it_reads_from_its_own_region(world: World) -> None:
    world.minutes(1)

    assert world.record("database")["endpoint"] == READER
    assert world.record("database")["database"] == "shop"


def test_it_is_told_once(world: World) -> None:
    world.minutes(10)

    assert world.changes.count("put /database") == 1


def test_a_failover_tells_it_the_writer_in_its_place(world: World) -> None:
    world.minutes(1)
    world.put("failover/approval", "force")

    world.minutes(12)

    assert world.record("database")["endpoint"] == READER.replace("-ro-", "-")


def test_it_is_told_again_after_the_way_back(world: World) -> None:
    world.minutes(1)
    world.delete("database")

    world.minutes(1)

    assert world.record("database")["endpoint"] == READER


def test_before_the_deployment_stands_nothing_is_asked(world: World) -> None:
    world.delete("failover/armed")
    world.answer = None

    world.minutes(3)

    assert [operation for service, operation, _ in world.calls if service == "rds"] == []


@pytest.mark.parametrize("cause", ["denied", "headless"])
def test_what_keeps_it_from_being_told_is_no_failed_run(world: World, cause: str) -> None:
    """The failover does not need it."""
    if cause == "denied":
        world.fail("look", DENIED)
    else:
        world.database.instances = 0

    assert world.run()["step"] == "watching"


def test_a_pilot_light_s_standby_is_empty_and_told_nothing() -> None:
    world = World(strategy="replica")

    world.minutes(5)

    assert world.get("database") is None
