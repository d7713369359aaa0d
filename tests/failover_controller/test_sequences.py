"""Every order of events and faults: what the controller never does, and where it always ends."""

from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from tests.failover_controller.controller import DOWN, UP
from tests.failover_controller.events import EVENTS
from tests.failover_controller.faults import (
    BROKEN,
    DENIED,
    FAULTS,
    NONE,
    THROTTLED,
    TIMEOUT,
    TIMEOUT_AFTER,
    Fault,
)
from tests.failover_controller.standby_region import MODELS
from tests.failover_controller.world import World

OPERATIONS = [
    "GetParameters",
    "PutParameter",
    "DeleteParameters",
    "look",
    "promote",
    "DescribeGlobalClusters",
    "DescribeAutoScalingGroups",
    "UpdateAutoScalingGroup",
    "DescribeTargetHealth",
    "Publish",
]
READINGS: list[set[str] | None] = [{UP}, {DOWN}, None, {UP, DOWN}, set(), {"203.0.113.9"}]
STATUSES = ["available", "backing-up", "modifying", "storage-optimization", "failed"]

Event = Callable[[World], None]


def passes(seconds: float) -> Event:
    """Time passes, and the schedule or SNS starts a run."""

    def event(world: World) -> None:
        world.now += seconds
        run_and_check(world)

    event.__name__ = f"passes({seconds})"
    return event


def changes(attribute: str, value: object) -> Event:
    """Something about the region changes."""

    def event(world: World) -> None:
        setattr(world, attribute, value)

    event.__name__ = f"changes({attribute}, {value})"
    return event


def fails(operation: str, faults: list[Fault]) -> Event:
    """The next calls of one operation fail."""

    def event(world: World) -> None:
        world.fail(operation, *faults)

    event.__name__ = f"fails({operation}, {[fault.name for fault in faults]})"
    return event


def duplicates(message: object) -> Event:
    """SNS delivers at once, twice, and whatever it likes."""

    def event(world: World) -> None:
        for _ in range(2):
            run_and_check(world, message)

    event.__name__ = f"duplicates({message})"
    return event


def leaps(seconds: float) -> Event:
    """The controller's clock jumps."""

    def event(world: World) -> None:
        world.skew += seconds
        world.leapt = True

    event.__name__ = f"leaps({seconds})"
    return event


events = st.one_of(
    st.sampled_from([passes(60), passes(58.5), passes(20), passes(700)]),
    st.sampled_from([passes(60)]),
    st.sampled_from([{DOWN}]).map(lambda answer: changes("answer", answer)),
    st.sampled_from(READINGS).map(lambda answer: changes("answer", answer)),
    st.sampled_from(STATUSES).map(lambda status: changes("status", status)),
    st.builds(fails, st.sampled_from(OPERATIONS), st.lists(st.sampled_from(FAULTS), min_size=1, max_size=3)),
    st.sampled_from(EVENTS).map(duplicates),
    st.sampled_from([-7200.0, -90.0, 90.0, 7200.0]).map(leaps),
)
LOST = [changes("answer", {DOWN}), passes(60), passes(60)]
WELL: list[Event] = []
sequences = st.builds(
    lambda first, then: [*first, *then],
    st.sampled_from([LOST, WELL]),
    st.lists(events, max_size=30),
)


def run_and_check(world: World, message: object = None) -> None:
    """One run, whatever comes of it, and all that must hold after any run."""
    outcome = world.try_run(message)
    assert not any(sent.accepted for sent in world.sent[:-1]), "sent again after it was accepted"
    for sent in world.sent:
        assert sent.taken_over, "traffic could have returned to the old primary"
        assert sent.forced or (sent.reading == "down" and sent.downs >= 3)
        assert sent.forced or sent.apart >= 3 or world.leapt
    told_done = any("has taken over" in notice["subject"] for notice in world.published)
    if (outcome and outcome["done"]) or world.get("failover/done") or told_done:
        assert world.promoted
        assert world.group.desired >= 2
        assert world.group.minimum >= 2
        assert world.get("takeover") == "on"
        assert world.healthy >= 2
        assert world.record("database")["endpoint"].startswith(f"{world.database.SETTINGS['identifier']}.")


EACH_KIND = pytest.mark.parametrize("kind", sorted(MODELS))


@EACH_KIND
@given(sequence=sequences, stale_looks=st.integers(0, 2), end=st.booleans())
@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@example(
    sequence=[
        changes("answer", {DOWN}),
        passes(60),
        passes(60),
        changes("answer", {UP}),
        fails("PutParameter", [NONE, THROTTLED]),
        passes(58.5),
        changes("answer", {DOWN}),
        passes(58.5),
        passes(60),
    ],
    stale_looks=0,
    end=False,
).via("a healthy reading that could not be kept")
@example(
    sequence=[
        changes("answer", {DOWN}),
        fails("promote", [TIMEOUT_AFTER]),
        *[passes(60)] * 5,
        leaps(7200),
        duplicates(None),
    ],
    stale_looks=2,
    end=True,
).via("a promotion whose answer was lost")
@example(
    sequence=[
        changes("answer", {DOWN}),
        changes("status", "backing-up"),
        *[passes(60)] * 3,
        changes("answer", {UP}),
        passes(60),
        changes("status", "available"),
        changes("answer", {DOWN}),
        passes(60),
    ],
    stale_looks=0,
    end=True,
).via("a primary that comes back while the replica is backed up")
@example(
    sequence=[
        changes("answer", {DOWN}),
        fails("promote", [DENIED, BROKEN, TIMEOUT, THROTTLED]),
        *[passes(60)] * 12,
    ],
    stale_looks=0,
    end=True,
).via("a promotion that fails in every way")
@example(
    sequence=[
        *LOST,
        changes("status", "backing-up"),
        passes(60),
        changes("answer", None),
        changes("status", "available"),
        passes(60),
    ],
    stale_looks=0,
    end=True,
).via("a replica that is ready when nobody knows about the primary")
def test_it_promotes_once_on_a_confirmed_loss_alone_and_never_reports_what_is_not_so(
    kind: str, sequence: list[Event], stale_looks: int, end: bool
) -> None:
    world = World(strategy=kind)
    world.stale_looks = stale_looks
    for event in sequence:
        event(world)
    if not end:
        return
    # The faults end, the primary stays lost: then the failover ends too, and stays as it is.
    world.faults.clear()
    world.status, world.answer = "available", {DOWN}
    for _ in range(25):
        world.now += 60
        run_and_check(world)
    assert world.minutes(1)["done"]
    assert world.promoted
    assert world.healthy == 2
    changes_so_far = list(world.changes)
    world.answer = {UP}
    world.minutes(10)
    assert world.changes == changes_so_far


@EACH_KIND
@given(
    sequence=st.lists(
        st.one_of(
            st.sampled_from([passes(60), passes(20)]),
            st.sampled_from(READINGS).map(lambda answer: changes("answer", answer)),
            st.sampled_from(["approve", "start", "yes", "force-it"]).map(
                lambda word: lambda world: world.put("failover/approval", word)
            ),
            st.sampled_from(EVENTS).map(duplicates),
        ),
        max_size=30,
    ),
    mode=st.sampled_from(["approve", "manual"]),
)
@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_no_mode_acts_without_the_word_that_it_asks_for(kind: str, sequence: list[Event], mode: str) -> None:
    world = World(strategy=kind, mode=mode)
    said_start = False
    for event in sequence:
        event(world)
        said_start = said_start or (mode == "manual" and world.get("failover/approval") == "start")
        assert said_start or not {"promote", "scale", "put /failover/decision"} & set(world.changes)
