"""The group: raised to its sizes, never lowered."""

import pytest

from tests.failover_controller.controller import part
from tests.failover_controller.standby_region import Group
from tests.failover_controller.world import World


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ((0, 0, 0), (2, 6, 2)),
        ((1, 1, 1), (2, 6, 2)),
        ((3, 9, 5), (3, 9, 5)),
        ((0, 4, 4), (2, 6, 4)),
        ((0, 9, 0), (2, 9, 2)),
    ],
)
def test_sizes_only_grow(lost: World, before: tuple[int, int, int], after: tuple[int, int, int]) -> None:
    lost.group = Group(*before)
    lost.minutes(1)
    assert (lost.group.minimum, lost.group.maximum, lost.group.desired) == after


def test_a_group_at_its_size_is_left_alone(lost: World) -> None:
    lost.group = Group(2, 6, 3)
    lost.minutes(1)
    assert "scale" not in lost.changes


@pytest.mark.parametrize("process", ["Launch", "AddToLoadBalancer"])
def test_a_suspended_process_that_is_needed_fails_the_run_with_the_command(lost: World, process: str) -> None:
    lost.group.suspended = [process, "AZRebalance"]
    lost.now += 60
    with pytest.raises(part("errors").StepsFailedError) as raised:
        lost.run()
    assert str(raised.value) == (
        f"scale: group shop-production cannot grow while {process} is suspended; run: "
        "aws autoscaling resume-processes --region us-west-2 --auto-scaling-group-name shop-production"
    )
    assert lost.group.desired == 2


def test_a_missing_group_fails_the_run(lost: World) -> None:
    lost.group_missing = True
    lost.now += 60
    with pytest.raises(
        part("errors").StepsFailedError, match=r"^scale: group shop-production is not in us-west-2$"
    ):
        lost.run()
    assert "promote" in lost.changes
