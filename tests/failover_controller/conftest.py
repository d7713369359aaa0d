"""Regions to fail over to."""

import pytest

from tests.failover_controller.controller import DOWN
from tests.failover_controller.world import World


@pytest.fixture
def world() -> World:
    """All is well."""
    return World()


@pytest.fixture
def lost() -> World:
    """The primary is down, two of three readings confirm it: the next run decides."""
    world = World()
    world.answer = {DOWN}
    world.minutes(2)
    return world
