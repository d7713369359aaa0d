"""AWS Config: off unless asked, and no settings of what is another's."""

import pytest

from config.aws_regions import AWS_REGIONS
from config.recording import NO_GLOBAL_TYPES, Recording
from tests.config.model_refusal import refusal


def test_nothing_is_recorded_unless_asked() -> None:
    assert not Recording().enabled


def test_a_recording_that_is_off_has_no_settings() -> None:
    assert "nothing while `enabled` is false" in refusal(Recording, without=["buckets-tls-only"])


@pytest.mark.parametrize(
    ("key", "value"), [("frequency", "daily"), ("keep_days", 90), ("destroy_records", True)]
)
def test_another_ones_recorder_has_no_settings_here(key: str, value: object) -> None:
    assert "nothing with `recorder: existing`" in refusal(
        Recording, enabled=True, recorder="existing", **{key: value}
    )


def test_a_rule_that_is_not_there_cannot_be_left_out() -> None:
    assert "Input should be" in refusal(Recording, enabled=True, without=["everything"])


@pytest.mark.parametrize("days", [29, 2558])
def test_aws_config_keeps_records_for_30_days_to_seven_years(days: int) -> None:
    assert "Input should be" in refusal(Recording, enabled=True, keep_days=days)


def test_regions_without_global_types_are_regions() -> None:
    assert set(NO_GLOBAL_TYPES) <= set(AWS_REGIONS)
