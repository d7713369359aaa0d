"""Regions to fail over to, with each kind of database in turn."""

import pytest

from tests.failover_controller.controller import DOWN
from tests.failover_controller.standby_region import MODELS
from tests.failover_controller.world import World


@pytest.fixture(params=sorted(MODELS))
def strategy(request: pytest.FixtureRequest) -> str:
    """The kind of database."""
    return str(request.param)


@pytest.fixture
def world(strategy: str) -> World:
    """All is well."""
    return World(strategy=strategy)


@pytest.fixture
def lost(strategy: str) -> World:
    """The primary is down, two of three readings confirm it: the next run decides."""
    world = World(strategy=strategy)
    world.answer = {DOWN}
    world.minutes(2)
    return world
