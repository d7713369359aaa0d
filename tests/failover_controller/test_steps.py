"""One failing step holds back none that could go on without it, and the run fails all the same (F25)."""

import json

import pytest

from tests.failover_controller.controller import part
from tests.failover_controller.faults import DENIED, FAULTS, NONE, TIMEOUT_AFTER, Fault
from tests.failover_controller.strategies import of_replica
from tests.failover_controller.world import World

STEPS = {
    "look": "look",
    "promote": "promote",
    "DescribeAutoScalingGroups": "scale",
    "UpdateAutoScalingGroup": "scale",
    "DescribeTargetHealth": "targets",
    "Publish": "notify",
}
INDEPENDENT = {
    "look": {"scale", "publish"},
    "promote": {"scale", "publish"},
    "DescribeAutoScalingGroups": {"promote", "publish"},
    "UpdateAutoScalingGroup": {"promote", "publish"},
    "DescribeTargetHealth": {"promote", "scale", "publish"},
    "Publish": {"promote", "scale"},
}


@pytest.mark.parametrize("operation", STEPS)
def test_a_denied_call_fails_the_run_and_the_other_steps_are_done(lost: World, operation: str) -> None:
    lost.fail(operation, DENIED)
    lost.now += 60
    with pytest.raises(part("errors").StepsFailedError) as raised:
        lost.run()
    assert str(raised.value).startswith(f"{STEPS[operation]}: ClientError: An error occurred (AccessDenied)")
    assert INDEPENDENT[operation] <= set(lost.changes)


@pytest.mark.parametrize("operation", STEPS)
@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.name)
def test_whatever_fails_once_the_next_runs_finish_it(lost: World, operation: str, fault: Fault) -> None:
    lost.fail(operation, fault)
    lost.now += 60
    assert lost.try_run() is None
    assert lost.minutes(13)["done"]
    assert lost.promoted
    assert len([sent for sent in lost.sent if sent.accepted]) == 1


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.name)
def test_without_knowing_where_things_stand_nothing_is_done(lost: World, fault: Fault) -> None:
    changes = list(lost.changes)
    lost.fail("GetParameters", fault)
    lost.now += 60
    with pytest.raises(part("aws").ERRORS):
        lost.run()
    assert lost.changes == changes


def test_all_that_failed_is_named(lost: World) -> None:
    lost.fail("UpdateAutoScalingGroup", DENIED)
    lost.fail("Publish", DENIED)
    lost.now += 60
    with pytest.raises(part("errors").StepsFailedError, match=r"^scale: .*; notify: "):
        lost.run()


def test_a_defect_of_our_own_holds_nothing_back_either(lost: World, monkeypatch: pytest.MonkeyPatch) -> None:
    def defect(*_: object) -> None:
        raise ZeroDivisionError("a defect")

    monkeypatch.setattr(part("execution"), "healthy_targets", defect)
    lost.now += 60
    with pytest.raises(part("errors").StepsFailedError, match=r"^targets: ZeroDivisionError: a defect$"):
        lost.run()
    assert {"promote", "scale"} <= set(lost.changes)


def test_it_is_not_done_before_the_news_of_it_is_out(lost: World) -> None:
    lost.minutes(5)
    lost.fail("Publish", DENIED)
    lost.now += 60
    assert lost.try_run() is None
    assert lost.get("failover/done") is None
    assert lost.minutes(1)["done"]


def test_it_is_not_told_as_done_by_a_run_in_which_anything_failed(lost: World) -> None:
    lost.minutes(5)
    lost.fail("PutParameter", DENIED)  # the look at the witness could not be announced
    lost.now += 60
    assert lost.try_run() is None
    assert [notice["subject"] for notice in lost.published] == ["shop-production: failing over to us-west-2"]
    assert lost.minutes(1)["done"]


@of_replica
def test_it_is_not_logged_as_done_before_that_is_recorded(
    lost: World, capsys: pytest.CaptureFixture[str]
) -> None:
    """The writes of this run: announce, keep, connection, note the news, done."""
    lost.minutes(5)
    capsys.readouterr()
    lost.fail("PutParameter", NONE, NONE, NONE, NONE, DENIED)
    lost.now += 60
    with pytest.raises(part("errors").StepsFailedError, match=r"^finish: "):
        lost.run()
    assert "done" not in {json.loads(line).get("step") for line in capsys.readouterr().out.splitlines()}
    assert lost.minutes(1)["done"]
    assert len(lost.published) == 2


def test_news_whose_answer_was_lost_is_told_again_rather_than_never(lost: World) -> None:
    lost.fail("Publish", TIMEOUT_AFTER)
    lost.now += 60
    assert lost.try_run() is None
    lost.minutes(9)
    assert [notice["subject"] for notice in lost.published] == [
        "shop-production: failing over to us-west-2",
        "shop-production: failing over to us-west-2",
        "shop-production: us-west-2 has taken over",
    ]
