"""Whatever fails, comes twice or comes between: no load balancer refuses what some edge location sends.

Not a sample: every state that the events below can lead to, with up to four values in play at once, is
visited, and left by every one of them.
"""

import json
from collections.abc import Iterator

import pytest

from tests.origin_header.world import EAST, REGIONS, SETTINGS, WEST, World, part

READS = ("describe", "get")
STEPS = ("create", "set", "test", "finish")
State = tuple[object, ...]
MOST_VALUES = 4
"""The current, the previous and the pending one, and one that no label names any more: a rotation that was
given up has left it with the edge."""


class _NoTime:
    """The function gives up where it would have to wait, and comes again."""

    def get_remaining_time_in_millis(self) -> float:
        return 30_000


class Explorer:
    """Runs the function in one world after another."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self._world = World()
        monkeypatch.setattr(part("aws"), "_client", lambda *at: self._world.client(*at))
        monkeypatch.setenv("SETTINGS", json.dumps(SETTINGS))
        monkeypatch.setattr("builtins.print", lambda *_: None)

    def run(self, world: World, step: str) -> bool:
        """One call of the function; whether it succeeded."""
        self._world = world
        world.calls = []
        version = world.labels.get("AWSPENDING", "none")
        try:
            part("run").run({"Step": step, "ClientRequestToken": version}, _NoTime())
        except part("errors").RotationError:
            return False
        finally:
            world.fault, world.down = None, set()
        return True

    def after(self, world: World) -> Iterator[World]:
        """Every world that one event makes of this one."""
        for event in (_begin, World.deploy, _apply, _recreate_east, _recreate_west):
            changed = world.twin()
            event(changed)
            yield changed
        for step in ("keep", *STEPS):
            undisturbed = world.twin()
            self.run(undisturbed, step)
            yield undisturbed
            writes = [
                number for number, (name, _) in enumerate(undisturbed.calls) if not name.startswith(READS)
            ]
            for place in (*REGIONS, "cloudfront"):
                changed = world.twin()
                changed.down = {place}
                self.run(changed, step)
                yield changed
            # A read that fails leaves what the write before it has left, or what a lost place leaves.
            for number in writes:
                for kind in ("refused", "lost"):
                    changed = world.twin()
                    changed.fault = (number, kind)
                    self.run(changed, step)
                    yield changed

    def recovers(self, world: World) -> bool:
        """An undisturbed minute or two and a rotation lead to the one end."""
        world = world.twin()
        if world.labels.get("AWSPENDING") in (None, world.labels["AWSCURRENT"]):
            _begin(world)
        for _ in range(3):
            world.deploy()
            self.run(world, "keep")
            world.deploy()
            if all(self._done(world, step) for step in STEPS):
                break
        both = {world.current, world.label("AWSPREVIOUS")}
        return world.sent == world.current and world.accepted == dict.fromkeys(REGIONS, both)

    def _done(self, world: World, step: str) -> bool:
        done = self.run(world, step)
        world.deploy()
        return done


def _begin(world: World) -> None:
    """A rotation begins, after one that was finished or given up."""
    world.begin(f"v{len(world.values)}")


def _apply(world: World) -> None:
    """Terraform writes what its plan has read."""
    world.apply(world.current)


def _recreate_east(world: World) -> None:
    world.recreate_rule(EAST)


def _recreate_west(world: World) -> None:
    world.recreate_rule(WEST)


def state(world: World) -> State:
    """What tells two worlds apart: for each value what it is, who sends it and who accepts it."""
    values = {world.sent, *world.edges, *world.accepted[EAST], *world.accepted[WEST]}
    values |= {world.label(label) for label in world.labels}
    described = sorted(
        (
            tuple(value == world.label(label) for label in ("AWSCURRENT", "AWSPREVIOUS", "AWSPENDING")),
            value == world.sent,
            value in world.edges,
            *(value in world.accepted[region] for region in REGIONS),
        )
        for value in values - {None}
    )
    without_value = "AWSPENDING" in world.labels and world.label("AWSPENDING") is None
    return (*described, without_value, *sorted(world.fresh))


def test_no_state_shuts_the_edge_out_and_every_state_is_left_again(monkeypatch: pytest.MonkeyPatch) -> None:
    explorer = Explorer(monkeypatch)
    seen = {state(World())}
    ahead = [World()]
    while ahead:
        world = ahead.pop()
        assert explorer.recovers(world)
        for changed in explorer.after(world):
            assert changed.shut_out() == [], (vars(world), vars(changed))
            found = state(changed)
            if found not in seen and sum(isinstance(value, tuple) for value in found) <= MOST_VALUES:
                seen.add(found)
                ahead.append(changed)
    assert len(seen) > 1000
