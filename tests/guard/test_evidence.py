"""How the guard knows of a failover: the plan shows it, the standby region says so, or a person does."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import boto3
import pytest
from botocore.exceptions import EndpointConnectionError
from moto import mock_aws

from commands.exit_codes import BAD_INPUT, DONE, REFUSED
from guard.command import run
from tests.guard.real_plans import PLANS

DECISION = "/holdfast/shop-production/failover/decision"
HARMFUL = PLANS / "harmful.json"


@pytest.fixture
def ssm(monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    """Systems Manager in the standby region."""
    for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"):
        monkeypatch.setenv(name, "embedded")
    with mock_aws():
        yield boto3.client("ssm", region_name="us-west-2")


def _last_line(capsys: pytest.CaptureFixture[str]) -> str:
    return capsys.readouterr().out.splitlines()[-1].partition("; ")[2]


def test_a_switch_that_is_on_shows_in_the_refreshed_plan(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(PLANS / "after_failover.json") == DONE
    assert _last_line(capsys) == (
        "a failover is recorded (the plan shows it: /holdfast/shop-production/takeover is on)."
    )


def test_a_replica_of_the_code_without_a_source_shows_in_the_plan(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    document = json.loads((PLANS / "after_failover.json").read_text())
    resources = document["prior_state"]["values"]["root_module"]["resources"]
    resources[:] = [each for each in resources if each["type"] != "aws_ssm_parameter"]
    file = tmp_path / "plan.json"
    file.write_text(json.dumps(document))
    assert run(file) == DONE
    assert _last_line(capsys) == (
        "a failover is recorded (the plan shows it: "
        "aws_db_instance.west is a replica in the code, and has no source)."
    )


@pytest.mark.parametrize("plan", ["routine", "after_failover_unrefreshed"])
def test_a_plan_that_shows_nothing_says_no_more_than_that(
    plan: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(PLANS / f"{plan}.json") == DONE
    assert _last_line(capsys) == "the plan shows no failover."


def test_the_decision_in_the_standby_region_counts_with_live(
    ssm: Any,  # noqa: ANN401 - a boto3 client
    capsys: pytest.CaptureFixture[str],
) -> None:
    value = json.dumps({"token": "t", "time": "2026-11-20T09:41:07.000+00:00", "reason": "down"})
    ssm.put_parameter(Name=DECISION, Value=value, Type="String")
    assert run(HARMFUL, live=True) == REFUSED
    lines = capsys.readouterr().out
    found = f"a failover is recorded ({DECISION} in us-west-2 since 2026-11-20T09:41:07.000+00:00)"
    assert lines.count(found) == 3
    assert lines.count("failover-record-changed") == 2


@pytest.mark.usefixtures("ssm")
def test_no_decision_in_the_standby_region_is_said(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(PLANS / "routine.json", live=True) == DONE
    assert _last_line(capsys) == "no failover is recorded."


@pytest.mark.usefixtures("ssm")
def test_what_the_plan_shows_counts_even_if_the_decision_is_gone(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(PLANS / "after_failover.json", live=True) == DONE
    assert _last_line(capsys).startswith("a failover is recorded (the plan shows it:")


def test_a_standby_region_that_cannot_be_asked_is_no_clean_plan(
    capsys: pytest.CaptureFixture[str],
) -> None:
    def client(_service: str, region: str) -> Any:  # noqa: ANN401 - a boto3 client
        raise EndpointConnectionError(endpoint_url=f"https://ssm.{region}.amazonaws.com/")

    assert run(PLANS / "routine.json", live=True, client=client) == BAD_INPUT
    assert capsys.readouterr().err == (
        f"--live: {DECISION} in us-west-2 could not be read (Could not connect to the endpoint URL: "
        '"https://ssm.us-west-2.amazonaws.com/"); mend that, or use --failover-recorded if a failover is '
        "recorded\n"
    )


def test_live_without_a_switch_in_the_state_says_where_it_is_at_a_loss(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "plan.json"
    file.write_text('{"format_version": "1.2", "planned_values": {}}')
    assert run(file, live=True) == BAD_INPUT
    assert capsys.readouterr().err.startswith("--live: the plan's state has no takeover switch")
