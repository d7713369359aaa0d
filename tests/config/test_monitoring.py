"""What is watched, unless the file says otherwise; and what a limit may be."""

import pytest

from config.monitoring import AlarmLimits, Canaries, Monitoring
from tests.config.conftest import Load, Refusal
from tests.config.texts import SMALL


def test_alarms_dashboards_and_aws_health_are_on_and_canaries_off() -> None:
    assert Monitoring() == Monitoring(
        emails=(),
        webhooks=(),
        functions=(),
        alarms=AlarmLimits(enabled=True, server_errors=5, latency_ms=1000),
        dashboards=True,
        health_events=True,
        canaries=Canaries(enabled=False, schedule_minutes=5),
        log_retention_days=30,
    )


def test_a_limit_can_be_set_without_the_others(load_text: Load) -> None:
    limits = load_text(SMALL + "monitoring:\n  alarms:\n    latency_ms: 250\n").monitoring.alarms

    assert limits == AlarmLimits(enabled=True, server_errors=5, latency_ms=250)


@pytest.mark.parametrize("value", ["0", "61", "2.5", "true"])
def test_a_schedule_is_whole_minutes_up_to_an_hour(refusal: Refusal, value: str) -> None:
    text = SMALL + f"monitoring:\n  canaries:\n    schedule_minutes: {value}\n"

    assert (
        refusal(text)
        == f"""\
deployment.yaml:14: monitoring.canaries.schedule_minutes
  found:   {value}
  allowed: a whole number from 1 to 60 (minutes)
  mend:    set `schedule_minutes: 5`

1 problem in deployment.yaml; nothing was written."""
    )


def test_an_alarm_on_less_than_one_error_is_refused(refusal: Refusal) -> None:
    assert (
        refusal(SMALL + "monitoring:\n  alarms:\n    server_errors: 0\n")
        == """\
deployment.yaml:14: monitoring.alarms.server_errors
  found:   0
  allowed: a whole number from 1 to 1000000 (errors in 5 minutes)
  mend:    set `server_errors: 5`

1 problem in deployment.yaml; nothing was written."""
    )


def test_a_latency_above_a_minute_is_refused(refusal: Refusal) -> None:
    assert (
        refusal(SMALL + "monitoring:\n  alarms:\n    latency_ms: 60001\n")
        == """\
deployment.yaml:14: monitoring.alarms.latency_ms
  found:   60001
  allowed: a whole number from 1 to 60000 (milliseconds)
  mend:    set `latency_ms: 1000`

1 problem in deployment.yaml; nothing was written."""
    )


@pytest.mark.parametrize("key", ["dashboards", "health_events"])
def test_a_switch_takes_true_or_false_only(refusal: Refusal, key: str) -> None:
    assert (
        refusal(SMALL + f"monitoring:\n  {key}: 1\n")
        == f"""\
deployment.yaml:13: monitoring.{key}
  found:   1
  allowed: true or false
  mend:    set `{key}: true`

1 problem in deployment.yaml; nothing was written."""
    )
