"""Further checks that follow an alarm: in the one shape that Route 53 can follow (F12)."""

from typing import Any

import pytest
from pydantic import ValidationError

from config.health_alarm import AlarmCheck
from tests.config.conftest import Load, Refusal
from tests.config.texts import SMALL

ALARM = """\
health:
  further_checks:
    - name: heartbeat
      type: alarm
      region: us-east-1
      namespace: Holdfast
      metric: Heartbeat
      statistic: Sum
      comparison: LessThanThreshold
      threshold: 1
      insufficient_data: unhealthy
"""
"""Stands on lines 12 to 22 of the file; what a test appends is a key of the check on line 23."""

VALID: dict[str, Any] = {
    "name": "heartbeat",
    "type": "alarm",
    "region": "us-east-1",
    "namespace": "Holdfast",
    "metric": "Heartbeat",
    "statistic": "Sum",
    "comparison": "LessThanThreshold",
    "threshold": 1,
    "insufficient_data": "unhealthy",
}


def one_problem(line: int, key: str, found: str, allowed: str, mend: str) -> str:
    """The whole message."""
    return f"""\
deployment.yaml:{line}: health.further_checks[0]{key}
  found:   {found}
  allowed: {allowed}
  mend:    {mend}

1 problem in deployment.yaml; nothing was written."""


def test_an_alarm_looks_at_two_periods_of_a_minute(load_text: Load) -> None:
    [check] = load_text(SMALL + ALARM).health.further_checks
    assert check == AlarmCheck.model_validate(
        {**VALID, "period": 60, "evaluation_periods": 2, "datapoints_to_alarm": None, "dimensions": {}}
    )


def test_what_silence_means_has_no_default(refusal: Refusal) -> None:
    """A dead region stops sending data (F13)."""
    text = SMALL + ALARM.replace("      insufficient_data: unhealthy\n", "")
    message = """\
deployment.yaml:14: health.further_checks[0].insufficient_data
  found:   nothing; the key is missing
  allowed: healthy, unhealthy or last-known
  mend:    add `insufficient_data:`; choose what silence means: a region that is down stops sending
           data, and so does an idle one

1 problem in deployment.yaml; nothing was written."""
    assert refusal(text) == message


def test_m_out_of_n_is_refused(refusal: Refusal) -> None:
    text = SMALL + ALARM + "      evaluation_periods: 3\n      datapoints_to_alarm: 2\n"
    assert refusal(text) == one_problem(
        24,
        ".datapoints_to_alarm",
        "2 out of 3 periods",
        "all 3: a health check cannot follow an alarm of M out of N",
        "remove `datapoints_to_alarm`, or choose another number of `evaluation_periods`",
    )


def test_n_out_of_n_is_all_of_them(load_text: Load) -> None:
    text = SMALL + ALARM + "      evaluation_periods: 3\n      datapoints_to_alarm: 3\n"
    [check] = load_text(text).health.further_checks
    assert isinstance(check, AlarmCheck)
    assert check.datapoints_to_alarm == 3


@pytest.mark.parametrize("period", [10, 30, 45, 90, 0, 86460])
def test_a_period_that_is_no_whole_minute_is_refused(refusal: Refusal, period: int) -> None:
    message = f"""\
deployment.yaml:23: health.further_checks[0].period
  found:   {period}
  allowed: a multiple of 60, from 60 to 86400 (seconds): Route 53 follows standard-resolution
           metrics only
  mend:    set `period: 60`

1 problem in deployment.yaml; nothing was written."""
    assert refusal(SMALL + ALARM + f"      period: {period}\n") == message


@pytest.mark.parametrize("statistic", ["p99", "tm90", "IQM", "average"])
def test_a_statistic_other_than_the_five_is_refused(refusal: Refusal, statistic: str) -> None:
    text = SMALL + ALARM.replace("statistic: Sum", f"statistic: {statistic}")
    message = f"""\
deployment.yaml:19: health.further_checks[0].statistic
  found:   {statistic}
  allowed: one of Average, Maximum, Minimum, SampleCount, Sum: Route 53 follows no percentiles or
           other statistics
  mend:    choose among these five, such as `statistic: Average`

1 problem in deployment.yaml; nothing was written."""
    assert refusal(text) == message


@pytest.mark.parametrize(
    "key", ["metric_query", "expression", "extended_statistic", "account_id", "inverted"]
)
def test_metric_math_percentiles_and_other_accounts_have_no_key(key: str) -> None:
    with pytest.raises(ValidationError, match="Extra inputs are not permitted"):
        AlarmCheck.model_validate({**VALID, key: "x"})


@pytest.mark.parametrize(
    ("period", "periods", "longest"), [(60, 1440, 86400), (300, 288, 86400), (3600, 168, 604800)]
)
def test_an_alarm_looks_back_as_far_as_cloudwatch_does(period: int, periods: int, longest: int) -> None:
    timing = {"period": period, "evaluation_periods": periods}
    assert AlarmCheck.model_validate({**VALID, **timing}).evaluation_periods == periods
    if periods < 1440:
        with pytest.raises(ValidationError, match=f"together at most {longest} s"):
            AlarmCheck.model_validate({**VALID, **timing, "evaluation_periods": periods + 1})


@pytest.mark.parametrize("value", ["'1'", "yes", "true", ".inf", ".nan"])
def test_a_threshold_is_a_number(refusal: Refusal, value: str) -> None:
    message = refusal(SMALL + ALARM.replace("threshold: 1", f"threshold: {value}"))
    assert message.startswith("deployment.yaml:21: health.further_checks[0].threshold\n")
    assert "  allowed: a number\n" in message
