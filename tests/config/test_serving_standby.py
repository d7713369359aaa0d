"""A standby that serves begins with a part of the primary's instances."""

import pytest
from pydantic import ValidationError

from config.compute import GroupSize
from config.serving_standby import ServingCompute, ServingNetworkTiers


@pytest.mark.parametrize(
    ("fraction", "size", "begins"),
    [
        (0.5, (2, 6, 2), (1, 6, 1)),
        (0.5, (3, 9, 5), (2, 9, 3)),
        (0.05, (2, 6, 4), (1, 6, 1)),
        (1, (2, 6, 4), (2, 6, 4)),
        (0.1, (30, 90, 70), (3, 90, 7)),  # 0.1 * 30 is a little more than 3 to a computer
    ],
)
def test_its_numbers_are_rounded_up_and_it_may_grow_as_far_as_the_primary(
    fraction: float, size: tuple[int, int, int], begins: tuple[int, int, int]
) -> None:
    low, high, desired = size
    compute = ServingCompute(standby_fraction=fraction, size=GroupSize(min=low, max=high, desired=desired))

    found = compute.standby_size

    assert (found.min, found.max, found.desired) == begins


@pytest.mark.parametrize("fraction", [0, 0.04, 1.01, -1, "half", True])
def test_none_or_more_than_all_is_refused(fraction: object) -> None:
    with pytest.raises(ValidationError, match="standby_fraction"):
        ServingCompute.model_validate({"standby_fraction": fraction})


def test_its_ways_out_are_the_primary_s() -> None:
    tiers = ServingNetworkTiers()

    assert tiers.standby == tiers.primary
