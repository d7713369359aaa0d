"""What the command says when things are not as usual."""

import json
from pathlib import Path
from typing import Any

import pytest
from botocore.exceptions import ClientError, EndpointConnectionError

from commands.exit_codes import BAD_INPUT, DONE, FAILED
from drill.local_aws import LocalAws
from failback.command import run
from failback.replica.way import ReplicaWay
from failback.way import Templates
from tests.failback.failed_over import EAST, PAIR, PARAMETERS, TEMPLATES, WEST, decide, fail_over, template

FILE = Path("shop.yaml")


def _steps(text: str) -> list[str]:
    return [line[:3] + line.partition(".")[2] for line in text.splitlines() if line.startswith("[")]


def test_without_a_failover_there_is_nothing_to_go_back_from(
    aws: LocalAws, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(ReplicaWay(PAIR), TEMPLATES, file=FILE, client=aws.client) == DONE
    assert capsys.readouterr().out == (
        "shop-production: no failover is recorded in us-east-1 or us-west-2: nothing to go back from.\n"
    )


def test_a_switch_that_an_operator_turned_is_told(aws: LocalAws, capsys: pytest.CaptureFixture[str]) -> None:
    aws.client("ssm", WEST).put_parameter(Name=f"{PARAMETERS}/takeover", Value="on", Type="String")
    assert run(ReplicaWay(PAIR), TEMPLATES, file=FILE, client=aws.client) == DONE
    assert capsys.readouterr().out.splitlines()[1:] == [
        "The takeover switch in us-west-2 is on all the same. To turn it off:",
        "      $ aws ssm put-parameter --region us-west-2 --name /holdfast/shop-production/takeover "
        "--value off --overwrite",
    ]


def test_while_the_lost_region_is_silent_what_it_would_tell_is_unseen(
    aws: LocalAws, capsys: pytest.CaptureFixture[str]
) -> None:
    fail_over(aws)
    asked: list[str] = []

    def client(service: str, region: str) -> Any:  # noqa: ANN401 - a boto3 client
        if region == EAST:
            asked.append(service)
            raise EndpointConnectionError(endpoint_url=f"https://{service}.{region}.amazonaws.com/")
        return aws.client(service, region)

    assert run(ReplicaWay(PAIR), TEMPLATES, file=FILE, client=client) == DONE
    text = capsys.readouterr().out
    assert text.splitlines()[:3] == [
        "Not seen: ssm in us-east-1: Could not connect to the endpoint URL: "
        '"https://ssm.us-east-1.amazonaws.com/"',
        "Not seen: rds in us-east-1: not asked",
        "Not seen: autoscaling in us-east-1: not asked",
    ]
    assert _steps(text)[:6] == [
        "[x] The failover has been carried out",
        "[x] The takeover switch is on",
        "[x] The database in us-west-2 has automated backups",
        "[?] The old application in us-east-1 is at rest   <- you are here",
        "[?] The old database in us-east-1 is set aside as shop-production-us-east-1-stale",
        "[?] us-east-1 has a new replica of the database",
    ]
    assert "fill in what is in <>: the database in us-east-1 from before cannot be seen" in " ".join(
        text.split()
    )
    assert "--kms-key-id '<ARN of the database'\"'\"'s key in us-east-1>'" in text
    assert asked == ["ssm"]


def test_one_service_that_refuses_hides_nothing_else(
    aws: LocalAws, capsys: pytest.CaptureFixture[str]
) -> None:
    fail_over(aws)

    def client(service: str, region: str) -> Any:  # noqa: ANN401 - a boto3 client
        if (service, region) == ("autoscaling", EAST):
            raise ClientError(
                {"Error": {"Code": "AccessDenied", "Message": "not allowed"}}, "DescribeAutoScalingGroups"
            )
        return aws.client(service, region)

    assert run(ReplicaWay(PAIR), TEMPLATES, file=FILE, client=client) == DONE
    text = capsys.readouterr().out
    assert text.startswith(
        "Not seen: autoscaling in us-east-1: An error occurred (AccessDenied) when calling the "
        "DescribeAutoScalingGroups operation: not allowed\n"
    )
    assert _steps(text)[3:5] == [
        "[?] The old application in us-east-1 is at rest   <- you are here",
        "[ ] The old database in us-east-1 is set aside as shop-production-us-east-1-stale",
    ]


def test_without_the_standby_nobody_can_tell(aws: LocalAws, capsys: pytest.CaptureFixture[str]) -> None:
    def client(service: str, region: str) -> Any:  # noqa: ANN401 - a boto3 client
        if region == WEST:
            raise EndpointConnectionError(endpoint_url=f"https://{service}.{region}.amazonaws.com/")
        return aws.client(service, region)

    assert run(ReplicaWay(PAIR), TEMPLATES, file=FILE, client=client) == FAILED
    assert capsys.readouterr().out.splitlines()[-1] == (
        "shop-production: whether a failover is recorded cannot be told without us-west-2."
    )


def test_a_failover_that_is_under_way_comes_first(aws: LocalAws, capsys: pytest.CaptureFixture[str]) -> None:
    fail_over(aws)
    aws.client("ssm", WEST).delete_parameter(Name=f"{PARAMETERS}/failover/done")
    assert run(ReplicaWay(PAIR), TEMPLATES, file=FILE, client=aws.client) == DONE
    text = capsys.readouterr().out
    assert _steps(text)[0] == "[ ] The failover has been carried out   <- you are here"
    assert "$ aws logs tail --region us-west-2 /aws/lambda/shop-production-failover --since 15m" in text


def test_a_decision_that_cannot_be_read_is_bad_input(
    aws: LocalAws, capsys: pytest.CaptureFixture[str]
) -> None:
    decide(aws, **{"failover/decision": "yes"})
    assert run(ReplicaWay(PAIR), TEMPLATES, file=FILE, client=aws.client) == BAD_INPUT
    assert capsys.readouterr().err.startswith(
        "/holdfast/shop-production/failover/decision in us-west-2 holds a decision that cannot be read: "
        "'yes'. Without its time"
    )


def test_a_database_of_unknown_origin_stops_the_way(
    aws: LocalAws, capsys: pytest.CaptureFixture[str]
) -> None:
    fail_over(aws)
    decision = {"token": "t", "time": "2020-01-01T00:00:00+00:00", "reason": "a test"}
    aws.client("ssm", WEST).put_parameter(
        Name=f"{PARAMETERS}/failover/decision", Value=json.dumps(decision), Overwrite=True
    )
    assert run(ReplicaWay(PAIR), TEMPLATES, file=FILE, client=aws.client) == DONE
    text = capsys.readouterr().out
    assert "[!] The old database in us-east-1 is set aside as" in "\n".join(_steps(text))
    assert (
        "Now: shop-production-us-east-1 was created after the failover, and not by these steps: rename or "
        "delete it if it is not wanted." in " ".join(text.split())
    )


def test_code_that_would_lose_sight_of_what_runs_stops_the_roles_from_staying(
    aws: LocalAws, capsys: pytest.CaptureFixture[str]
) -> None:
    fail_over(aws)
    by_role = Templates(
        current=lambda: template(EAST, keyed_by_region=False),
        swapped=lambda: template(WEST, keyed_by_region=False),
    )
    assert run(ReplicaWay(PAIR), by_role, file=FILE, story="stay", client=aws.client) == DONE
    text = capsys.readouterr().out
    assert "[!] The deployment file says `role: primary` for us-west-2" in "\n".join(_steps(text))
    assert (
        "Now: these 1 addresses would stand for objects in the other region, and Terraform would leave the "
        "real ones behind, running: aws_ssm_parameter.takeover. Return to the old primary instead "
        "(--story return)." in " ".join(text.split())
    )


def test_a_story_that_is_none_is_bad_input(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(ReplicaWay(PAIR), TEMPLATES, file=FILE, story="both") == BAD_INPUT
    assert capsys.readouterr().err == "--story both: allowed: return or stay; mend: choose one\n"


def test_the_blocks_of_the_way_back_import_the_copy(aws: LocalAws, tmp_path: Path) -> None:
    fail_over(aws)
    target = tmp_path / "failback.tf"
    assert run(ReplicaWay(PAIR), TEMPLATES, file=FILE, write=target, client=aws.client) == DONE
    assert target.read_text() == (
        "# Written by `python main.py failback --write`. For one apply: delete this file after it.\n\n"
        'import {\n  to = aws_db_instance.database_us-east-1\n  id = "shop-production-us-east-1"\n}\n'
    )


def test_where_the_roles_stay_the_blocks_are_those_of_the_exchanged_code(
    aws: LocalAws, tmp_path: Path
) -> None:
    fail_over(aws)
    target = tmp_path / "failback.tf"
    assert run(ReplicaWay(PAIR), TEMPLATES, file=FILE, story="stay", write=target, client=aws.client) == DONE
    assert target.read_text().splitlines()[2:] == [
        "import {",
        "  to = aws_db_instance.database_us-east-1",
        '  id = "shop-production-us-east-1"',
        "}",
    ]


def test_a_file_that_cannot_be_written_is_bad_input(
    aws: LocalAws, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    fail_over(aws)
    target = tmp_path / "none" / "failback.tf"
    assert run(ReplicaWay(PAIR), TEMPLATES, file=FILE, write=target, client=aws.client) == BAD_INPUT
    assert capsys.readouterr().err == (
        f"{target}: cannot be written (No such file or directory); mend: name another file\n"
    )
