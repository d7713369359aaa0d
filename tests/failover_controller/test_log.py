"""The log: one JSON line per step, with the time since the decision, and metrics in embedded format (F27)."""

import json
from typing import Any

import pytest

from tests.failover_controller.events import ALARM, SCHEDULE
from tests.failover_controller.faults import DENIED
from tests.failover_controller.world import World

Capture = pytest.CaptureFixture[str]


def lines(capsys: Capture) -> list[dict[str, Any]]:
    """What was logged since the last call, metrics left out."""
    return [line for line in everything(capsys) if "_aws" not in line]


def metrics(capsys: Capture) -> list[dict[str, Any]]:
    """The metrics since the last call."""
    return [line for line in everything(capsys) if "_aws" in line]


def everything(capsys: Capture) -> list[dict[str, Any]]:
    """Every line, which has to be JSON."""
    return [json.loads(line) for line in capsys.readouterr().out.splitlines()]


def test_a_quiet_run_says_who_woke_it_and_what_the_witness_said(world: World, capsys: Capture) -> None:
    world.run(SCHEDULE)
    common = {"level": "INFO", "deployment": "shop-production"}
    assert lines(capsys) == [
        {**common, "step": "woken", "said": "by aws.events"},
        {**common, "step": "gate", "said": "witness up, 0 of 3 readings down"},
    ]


@pytest.mark.parametrize(
    ("event", "waker"),
    [
        (ALARM, "by aws:sns"),
        (None, "by an unknown caller"),
        ({"source": 3}, "by an unknown caller"),
        ({"source": "x" * 100}, f"by {'x' * 40}"),
    ],
)
def test_the_waker_is_told_and_no_more_of_the_event(
    world: World, capsys: Capture, event: object, waker: str
) -> None:
    world.run(event)
    assert lines(capsys)[0]["said"] == waker


def test_every_step_has_the_time_since_the_decision(lost: World, capsys: Capture) -> None:
    lost.minutes(3)
    capsys.readouterr()
    lost.minutes(1)
    told = {line["step"]: line["elapsed_seconds"] for line in lines(capsys) if line["step"] != "woken"}
    assert told == {"promote": 180.0, "failing over": 180.0}


def test_the_decision_stands_out(lost: World, capsys: Capture) -> None:
    lost.minutes(1)
    (decided,) = [line for line in lines(capsys) if line["step"] == "decide"]
    assert decided["level"] == "WARN"
    assert decided["token"] == lost.record("failover/decision")["token"]


def test_a_failed_step_is_an_error_with_its_code(lost: World, capsys: Capture) -> None:
    lost.fail("UpdateAutoScalingGroup", DENIED)
    lost.now += 60
    lost.try_run()
    (failed,) = [line for line in lines(capsys) if line["level"] == "ERROR"]
    assert (failed["step"], failed["error"]) == ("scale", "AccessDenied")


def test_watching_is_measured(lost: World, capsys: Capture) -> None:
    capsys.readouterr()
    lost.answer = None
    lost.minutes(1)
    (line,) = metrics(capsys)
    assert {key: value for key, value in line.items() if key != "_aws"} == {
        "Deployment": "shop-production",
        "Step": "watching",
        "FailedOver": 0,
        "WitnessDown": 0,
        "WitnessUnknown": 1,
    }
    assert line["_aws"]["CloudWatchMetrics"] == [
        {
            "Namespace": "Holdfast/Failover",
            "Dimensions": [["Deployment"]],
            "Metrics": [
                {"Name": "FailedOver", "Unit": "Count"},
                {"Name": "WitnessDown", "Unit": "Count"},
                {"Name": "WitnessUnknown", "Unit": "Count"},
            ],
        }
    ]


def test_the_time_of_a_failover_is_measured_by_step(lost: World, capsys: Capture) -> None:
    lost.minutes(5)
    capsys.readouterr()
    lost.minutes(1)
    (line,) = metrics(capsys)
    assert (line["Step"], line["ElapsedSeconds"], line["FailedOver"], line["WitnessDown"]) == (
        "done",
        300.0,
        1,
        1,
    )
    assert line["_aws"]["CloudWatchMetrics"][1] == {
        "Namespace": "Holdfast/Failover",
        "Dimensions": [["Deployment"], ["Deployment", "Step"]],
        "Metrics": [{"Name": "ElapsedSeconds", "Unit": "Seconds"}],
    }


def test_a_run_that_fails_is_measured_too(lost: World, capsys: Capture) -> None:
    capsys.readouterr()
    lost.fail("Publish", DENIED)
    lost.now += 60
    lost.try_run()
    assert len(metrics(capsys)) == 1


def test_after_it_is_done_the_state_is_measured_on(lost: World, capsys: Capture) -> None:
    lost.minutes(10)
    capsys.readouterr()
    lost.minutes(1)
    (line,) = metrics(capsys)
    assert (line["Step"], line["FailedOver"]) == ("done", 1)
    assert "ElapsedSeconds" not in line


def test_a_clock_that_went_back_gives_no_negative_time(lost: World, capsys: Capture) -> None:
    lost.minutes(1)
    capsys.readouterr()
    lost.skew = -3600
    lost.minutes(1)
    assert {line.get("elapsed_seconds", 0.0) for line in lines(capsys)} == {0.0}
