"""Lambda in the embedded AWS: deployed zips run."""

import io
import json
import time
import zipfile
from collections.abc import Callable
from typing import Any

import psutil
import pytest

from drill import lambda_runner
from drill.local_aws import LocalAws

Json = dict[str, Any]
Deploy = Callable[..., Any]

SOURCE = """
import json, os, sys, time

import boto3


def echo(event, context):
    print("called by", event["who"])
    return {
        "who": event["who"],
        "mode": os.environ.get("MODE"),
        "region": os.environ["AWS_REGION"],
        "name": os.environ["AWS_LAMBDA_FUNCTION_NAME"],
        "context": context.function_name,
        "time_left": context.get_remaining_time_in_millis() > 0,
        "home": "HOME" in os.environ,
    }


def account(event, context):
    return boto3.client("sts").get_caller_identity()["Account"]


def fail(event, context):
    raise LookupError("no such region")


def sleep(event, context):
    time.sleep(60)


def leave(event, context):
    os._exit(3)


def unspeakable(event, context):
    return object()


def endpoint(event, context):
    return os.environ["AWS_ENDPOINT_URL"]
"""


@pytest.fixture
def deploy(aws: LocalAws) -> Deploy:
    """Deploy a handler of SOURCE; returns a function that calls it."""
    iam, client = aws.client("iam"), aws.client("lambda", "us-west-2")
    policy = {"Effect": "Allow", "Action": "sts:AssumeRole", "Principal": {"Service": "lambda.amazonaws.com"}}
    role = iam.create_role(RoleName="run", AssumeRolePolicyDocument=json.dumps({"Statement": [policy]}))[
        "Role"
    ]["Arn"]

    def make(handler: str, *, source: str = SOURCE, **settings: object) -> Callable[[Json], Json]:
        code = io.BytesIO()
        with zipfile.ZipFile(code, "w") as archive:
            archive.writestr("handler.py", source)
        client.create_function(
            FunctionName="service",
            Runtime="python3.13",
            Handler=f"handler.{handler}",
            Role=role,
            Code={"ZipFile": code.getvalue()},
            **{"Timeout": 10, **settings},
        )

        def call(event: Json) -> Json:
            answer = client.invoke(FunctionName="service", Payload=json.dumps(event))
            return {"error": answer.get("FunctionError"), "payload": json.loads(answer["Payload"].read())}

        return call

    return make


def test_the_deployed_handler_answers(deploy: Deploy) -> None:
    answer = deploy("echo", Environment={"Variables": {"MODE": "normal"}})({"who": "me"})
    assert answer == {
        "error": None,
        "payload": {
            "who": "me",
            "mode": "normal",
            "region": "us-west-2",
            "name": "service",
            "context": "service",
            "time_left": True,
            "home": False,
        },
    }


def test_a_changed_environment_takes_effect(aws: LocalAws, deploy: Deploy) -> None:
    call = deploy("echo", Environment={"Variables": {"MODE": "normal"}})
    aws.client("lambda", "us-west-2").update_function_configuration(
        FunctionName="service", Environment={"Variables": {"MODE": "broken"}}
    )
    assert call({"who": "me"})["payload"]["mode"] == "broken"


def test_a_function_talks_to_the_embedded_aws(deploy: Deploy) -> None:
    assert deploy("account")({})["payload"] == "123456789012"


def test_another_embedded_aws_that_came_and_went_takes_no_function_with_it(
    aws: LocalAws, deploy: Deploy
) -> None:
    call = deploy("endpoint")
    with LocalAws() as other:
        assert call({})["payload"] == other.endpoint
    assert call({})["payload"] == aws.endpoint


def test_an_exception_is_a_function_error(deploy: Deploy) -> None:
    answer = deploy("fail")({})
    assert answer["error"] == "Unhandled"
    assert answer["payload"]["errorType"] == "LookupError"
    assert answer["payload"]["errorMessage"] == "no such region"


def test_the_timeout_stops_the_function(deploy: Deploy, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lambda_runner, "PATIENCE", 1.0)
    started = time.monotonic()
    answer = deploy("sleep", Timeout=1)({})
    assert time.monotonic() - started < 10
    assert answer["error"] == "Unhandled"
    assert answer["payload"]["errorType"] == "Sandbox.Timedout"
    assert answer["payload"]["errorMessage"].endswith("Task timed out after 1.00 seconds")
    running = [" ".join(child.cmdline()) for child in psutil.Process().children(recursive=True)]
    assert [command for command in running if "lambda_bootstrap" in command] == []


def test_the_start_is_not_counted_against_the_timeout(
    deploy: Deploy, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lambda_runner, "PATIENCE", 1.0)
    slow = f"{SOURCE}\ntime.sleep(2)\n"
    assert deploy("leave", source=slow, Timeout=1)({})["payload"]["errorType"] == "Runtime.ExitError"


@pytest.mark.parametrize(
    ("handler", "kind"),
    [
        ("leave", "Runtime.ExitError"),
        ("unspeakable", "Runtime.MarshalError"),
        ("not_there", "Runtime.HandlerNotFound"),
    ],
)
def test_a_broken_function_is_told_as_lambda_tells_it(deploy: Deploy, handler: str, kind: str) -> None:
    answer = deploy(handler)({})
    assert (answer["error"], answer["payload"]["errorType"]) == ("Unhandled", kind)


def test_what_a_function_prints_is_in_its_log_group(aws: LocalAws, deploy: Deploy) -> None:
    logs = aws.client("logs", "us-west-2")
    logs.create_log_group(logGroupName="/own/group")
    deploy("echo", LoggingConfig={"LogFormat": "JSON", "LogGroup": "/own/group"})({"who": "the test"})
    events = logs.filter_log_events(logGroupName="/own/group")["events"]
    assert [event["message"] for event in events] == ["called by the test"]


def test_log_settings_and_dead_letter_queue_are_read_back(aws: LocalAws, deploy: Deploy) -> None:
    deploy(
        "echo",
        LoggingConfig={"LogFormat": "JSON", "LogGroup": "/own/group"},
        DeadLetterConfig={"TargetArn": "arn:aws:sqs:us-west-2:123456789012:dead"},
    )
    found = aws.client("lambda", "us-west-2").get_function_configuration(FunctionName="service")
    assert found["LoggingConfig"] == {"LogFormat": "JSON", "LogGroup": "/own/group"}
    assert found["DeadLetterConfig"] == {"TargetArn": "arn:aws:sqs:us-west-2:123456789012:dead"}
