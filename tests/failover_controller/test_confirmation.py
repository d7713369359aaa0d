"""What counts as a confirmed loss: exact answers, in a row, apart in time."""

import socket
import threading
import time
from datetime import UTC, datetime

import pytest

from tests.failover_controller.controller import DOWN, SETTINGS, UP, part
from tests.failover_controller.events import ALARM, EVENTS
from tests.failover_controller.faults import NONE, THROTTLED
from tests.failover_controller.world import World

ACTED = {"put /failover/decision", "promote", "scale", "put /takeover", "publish"}


def witness() -> object:
    """The example's witness."""
    return part("settings").WitnessSettings(**SETTINGS["witness"])


def acted(world: World) -> bool:
    """Whether anything was done but watching."""
    return bool(ACTED & set(world.changes))


def streak(world: World) -> int:
    """Readings counted so far."""
    return int(world.record("failover/witness")["streak"]["times"])


@pytest.mark.parametrize(
    "answer", [None, set(), {UP, DOWN}, {"203.0.113.9"}, {DOWN, "203.0.113.9"}, {UP, "203.0.113.9"}]
)
def test_any_other_answer_never_fails_over(world: World, answer: set[str] | None) -> None:
    world.answer = answer
    world.minutes(20)
    assert world.changes == []


@pytest.mark.parametrize("answer", [None, {UP, DOWN}])
def test_an_unknown_answer_neither_counts_nor_breaks_the_streak(lost: World, answer: set[str] | None) -> None:
    lost.answer = answer
    lost.minutes(2)
    assert (streak(lost), acted(lost)) == (2, False)
    lost.answer = {DOWN}
    lost.minutes(1)
    assert acted(lost)


def test_a_healthy_answer_begins_the_count_anew(lost: World) -> None:
    lost.answer = {UP}
    lost.minutes(1)
    lost.answer = {DOWN}
    lost.minutes(2)
    assert not acted(lost)
    lost.minutes(1)
    assert acted(lost)


def test_a_flapping_witness_never_fails_over(world: World) -> None:
    for _ in range(10):
        world.answer = {DOWN}
        world.minutes(2)
        world.answer = {UP}
        world.minutes(1)
    assert not acted(world)


def test_a_healthy_answer_that_could_not_be_kept_breaks_the_streak_all_the_same(lost: World) -> None:
    lost.answer = {UP}
    lost.fail("PutParameter", NONE, THROTTLED)  # the look is announced, what it found is not kept
    lost.now += 60
    assert lost.try_run() is None
    lost.answer = {DOWN}
    lost.minutes(2)
    assert (streak(lost), acted(lost)) == (2, False)


def test_a_look_that_cannot_be_announced_is_not_taken(lost: World) -> None:
    lost.reading = "none"
    lost.fail("PutParameter", THROTTLED)
    lost.now += 60
    with pytest.raises(part("errors").StepsFailedError, match="remember: ClientError"):
        lost.run()
    assert lost.reading == "none"


def test_deliveries_within_a_minute_count_once(world: World) -> None:
    world.answer = {DOWN}
    for _ in range(20):
        world.now += 2
        world.run(ALARM)
    assert (streak(world), acted(world)) == (1, False)


def test_an_alarm_beside_the_schedule_does_not_shorten_the_confirmation(world: World) -> None:
    world.answer = {DOWN}
    for second in (0, 30, 60, 70, 85):
        world.now += second - (world.now % 3600 % 100)
        world.run(ALARM)
    assert streak(world) == 2


def test_a_gap_in_the_runs_begins_the_count_anew(lost: World) -> None:
    lost.now += 600
    lost.run()
    assert (streak(lost), acted(lost)) == (1, False)


def test_an_unknown_answer_after_a_gap_does_not_bridge_it(lost: World) -> None:
    lost.now += 600
    lost.answer = None
    lost.run()
    lost.answer = {DOWN}
    lost.minutes(1)
    assert (streak(lost), acted(lost)) == (1, False)


@pytest.mark.parametrize("leap", [-86_400.0, -50.0, 86_400.0])
def test_a_clock_that_jumps_begins_the_count_anew(lost: World, leap: float) -> None:
    lost.skew = leap
    lost.now += 30
    lost.run()
    assert (streak(lost), acted(lost)) == (1, False)


@pytest.mark.parametrize("event", EVENTS)
def test_no_message_is_a_reason_to_act(world: World, event: object) -> None:
    for _ in range(5):
        world.now += 60
        world.run(event)
    assert world.changes == []


def test_the_number_of_readings_is_the_settings() -> None:
    world = World(witness={**SETTINGS["witness"], "readings": 5})
    world.answer = {DOWN}
    world.minutes(4)
    assert not acted(world)
    world.minutes(1)
    assert acted(world)


@pytest.mark.parametrize("garbage", ["", "[]", "null", "3", '{"streak": 7}', '{"streak": {"times": "x"}}'])
def test_a_streak_that_cannot_be_read_counts_for_nothing(world: World, garbage: str) -> None:
    world.put("failover/witness", garbage or " ")
    world.answer = {DOWN}
    world.minutes(2)
    assert (streak(world), acted(world)) == (2, False)


class TestTheLookup:
    """DNS itself."""

    def test_the_name_is_absolute_and_ipv4(self, monkeypatch: pytest.MonkeyPatch) -> None:
        asked: list[object] = []

        def answer(*arguments: object) -> list[object]:
            asked.extend(arguments)
            return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (DOWN, 0))]

        monkeypatch.setattr(socket, "getaddrinfo", answer)
        assert part("witness").read(witness()).value == "down"
        assert asked == ["witness.shop.example.com.", None, socket.AF_INET, socket.SOCK_STREAM]

    def test_a_lookup_that_hangs_is_unknown_after_its_deadline(self, monkeypatch: pytest.MonkeyPatch) -> None:
        over = threading.Event()
        monkeypatch.setattr(part("witness"), "DEADLINE_SECONDS", 0.1)
        monkeypatch.setattr(socket, "getaddrinfo", lambda *_: [] if over.wait() else None)
        began = time.monotonic()
        assert part("witness").read(witness()).value == "unknown"
        assert time.monotonic() - began < 1
        over.set()

    @pytest.mark.parametrize(
        "error",
        [
            socket.gaierror(socket.EAI_NONAME, "Name or service not known"),
            socket.gaierror(socket.EAI_AGAIN, "Temporary failure in name resolution"),
            TimeoutError(),
            UnicodeError("label too long"),
        ],
    )
    def test_a_lookup_that_fails_is_unknown(self, monkeypatch: pytest.MonkeyPatch, error: Exception) -> None:
        def fail(*_: object) -> None:
            raise error

        monkeypatch.setattr(socket, "getaddrinfo", fail)
        assert part("witness").read(witness()).value == "unknown"


def test_the_clock_is_utc() -> None:
    assert abs((part("run").clock() - datetime.now(UTC)).total_seconds()) < 5
