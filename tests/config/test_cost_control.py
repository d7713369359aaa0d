"""Budgets and anomalies, and what AWS would refuse of them."""

import pytest

from config.cost_control import Anomalies, Budget, CostControl
from tests.config.model_refusal import refusal

MONITOR = "arn:aws:ce::123456789012:anomalymonitor/01234567-89ab-cdef-0123-456789abcdef"


def test_nothing_is_watched_unless_asked() -> None:
    control = CostControl()

    assert (control.budget, control.anomalies.enabled, control.activate_tag, control.tells) == (
        None,
        False,
        False,
        False,
    )


def test_a_budget_needs_an_amount() -> None:
    assert "Field required" in refusal(CostControl, budget={})
    assert CostControl(budget=Budget(monthly_usd=500)).tells


def test_a_budget_tells_at_least_once_and_at_most_ten_times() -> None:
    assert "1 to 10 of both together" in refusal(
        Budget, monthly_usd=1, actual_percents=[], forecast_percents=[]
    )
    assert "1 to 10 of both together" in refusal(
        Budget,
        monthly_usd=1,
        actual_percents=[10, 20, 30, 40, 50, 60, 70, 80, 90, 100],
        forecast_percents=[1],
    )


def test_a_percentage_is_told_once() -> None:
    assert "every entry once" in refusal(Budget, monthly_usd=1, actual_percents=[80, 80])


def test_a_notification_has_ten_addresses_at_most() -> None:
    addresses = [f"person{number}@example.com" for number in range(11)]

    assert "at most 10 items" in refusal(Budget, monthly_usd=1, emails=addresses)


def test_a_monitor_is_one_of_the_account() -> None:
    assert Anomalies(enabled=True, monitor_arn=MONITOR).monitor_arn == MONITOR
    assert "match pattern" in refusal(Anomalies, enabled=True, monitor_arn=MONITOR.replace("ce", "cw"))


@pytest.mark.parametrize(("key", "value"), [("monitor_arn", MONITOR), ("above_usd", 10)])
def test_a_watch_that_is_off_has_no_settings(key: str, value: object) -> None:
    assert "nothing while `enabled` is false" in refusal(Anomalies, **{key: value})
