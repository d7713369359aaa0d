"""The function, run in a world of its own."""

import json
from collections.abc import Callable

import pytest

from tests.origin_header.world import SETTINGS, World, part

Step = Callable[..., None]


@pytest.fixture
def world(monkeypatch: pytest.MonkeyPatch) -> World:
    """All is well, and the function has been told of it."""
    world = World()
    monkeypatch.setattr(part("aws"), "_client", world.client)
    monkeypatch.setattr(part("distribution").time, "sleep", lambda _: world.deploy())
    monkeypatch.setenv("SETTINGS", json.dumps(SETTINGS))
    return world


class Clock:
    """What Lambda tells a function about its time."""

    def __init__(self, seconds: float) -> None:
        self._seconds = seconds

    def get_remaining_time_in_millis(self) -> float:
        """All the time that there was."""
        return self._seconds * 1000


@pytest.fixture
def step() -> Step:
    """Calls the function as Secrets Manager does."""

    def step(name: str, version: str = "v1", *, seconds: float = 900) -> None:
        event = {"Step": f"{name}Secret", "SecretId": "ignored", "ClientRequestToken": version}
        part("run").run(event, Clock(seconds))

    return step


@pytest.fixture
def keep() -> Callable[[], None]:
    """Calls the function as the schedule does."""

    def keep() -> None:
        part("run").run({"Step": "keep"}, Clock(900))

    return keep
