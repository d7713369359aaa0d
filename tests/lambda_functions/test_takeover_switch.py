"""The takeover switch: 200 with the one text when the parameter is on; an error is no answer and counted."""

import json
from collections.abc import Callable
from types import ModuleType
from typing import Any

import pytest
from botocore.exceptions import ClientError, ConnectTimeoutError, NoCredentialsError
from botocore.stub import Stubber

Capture = pytest.CaptureFixture[str]

TAKEN_OVER = "orders-production: us-west-2 has taken over from us-east-1"
PARAMETER = "/holdfast/orders-production/takeover"
EVENT = {"version": "2.0", "routeKey": "GET /takeover", "rawPath": "/takeover"}
NOT_TAKEN_OVER = (503, "not taken over")


@pytest.fixture
def switch(load: Callable[[str], ModuleType], monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """The function as a cold start loads it."""
    for name, value in {
        "AWS_REGION": "us-west-2",
        "AWS_DEFAULT_REGION": "us-west-2",
        "AWS_ACCESS_KEY_ID": "AKIAIOSFODNN7EXAMPLE",
        "AWS_SECRET_ACCESS_KEY": "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY",
        "PARAMETER": PARAMETER,
        "TAKEN_OVER": TAKEN_OVER,
    }.items():
        monkeypatch.setenv(name, value)
    return load("takeover_switch")


def answered(switch: ModuleType, value: str) -> tuple[int, str]:
    """Status and body while the parameter has this value."""
    with Stubber(switch.SSM) as ssm:
        ssm.add_response("get_parameter", {"Parameter": {"Value": value}}, {"Name": PARAMETER})
        return status_and_body(switch.handler(EVENT))


def status_and_body(answer: dict[str, Any]) -> tuple[int, str]:
    """What the checkers see."""
    return answer["statusCode"], answer["body"]


def test_on_is_the_text_that_the_health_check_looks_for(switch: ModuleType) -> None:
    assert answered(switch, "on") == (200, TAKEN_OVER)


@pytest.mark.parametrize("value", ["off", "ON", "on ", "true", "1", "", "onn"])
def test_anything_else_is_not_taken_over(switch: ModuleType, value: str) -> None:
    assert answered(switch, value) == NOT_TAKEN_OVER


def test_the_refusal_does_not_hold_the_text() -> None:
    assert TAKEN_OVER not in NOT_TAKEN_OVER[1]


@pytest.mark.parametrize(
    ("error", "reason"),
    [
        (
            ClientError({"Error": {"Code": "ParameterNotFound"}}, "GetParameter"),
            "ClientError: ParameterNotFound",
        ),
        (
            ClientError({"Error": {"Code": "Throttling"}}, "GetParameter"),
            "ClientError: Throttling",
        ),
        (ConnectTimeoutError(endpoint_url="https://ssm"), "ConnectTimeoutError"),
        (NoCredentialsError(), "NoCredentialsError"),
        (RuntimeError("anything"), "RuntimeError"),
    ],
)
def test_an_error_is_no_answer_but_counted_by_lambda_and_told_in_the_log(
    switch: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: Capture, error: Exception, reason: str
) -> None:
    """One that is caught and answered looks like success to Lambda, and no alarm hears of it (F25)."""

    class Broken:
        def get_parameter(self, **_: str) -> None:
            raise error

    monkeypatch.setattr(switch, "SSM", Broken())

    with pytest.raises(type(error)):
        switch.handler(EVENT)
    assert json.loads(capsys.readouterr().out) == {"level": "ERROR", "taken_over": False, "reason": reason}


@pytest.mark.parametrize("name", ["PARAMETER", "TAKEN_OVER"])
def test_a_missing_setting_is_an_error(
    switch: ModuleType, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.delenv(name)
    with pytest.raises(KeyError, match=name):
        switch.handler(EVENT)


def test_an_empty_text_is_not_taken_over(switch: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TAKEN_OVER", "")
    assert answered(switch, "on") == NOT_TAKEN_OVER


def test_the_parameter_is_asked_for_once_and_within_route_53s_time(switch: ModuleType) -> None:
    """2 s for the status (F9); a second attempt would come too late."""
    config = switch.SSM.meta.config
    assert config.connect_timeout + config.read_timeout < 2
    assert config.retries["total_max_attempts"] == 1


def test_no_answer_is_kept_by_anybody_on_the_way(switch: ModuleType) -> None:
    with Stubber(switch.SSM) as ssm:
        ssm.add_response("get_parameter", {"Parameter": {"Value": "on"}})
        assert switch.handler(EVENT)["headers"]["Cache-Control"] == "no-store"
