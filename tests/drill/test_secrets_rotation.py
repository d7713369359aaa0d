"""Rotations in the embedded AWS: step by step by the real function, and ended by the step that fails."""

import io
import zipfile
from typing import Any

import pytest
from botocore.exceptions import ClientError

from drill.local_aws import LocalAws

SECRET = "origin"
HANDLER = """
import json
import os

import boto3


def handler(event, context):
    if event["Step"] == os.environ["FAILS"]:
        raise RuntimeError("as told")
    secrets = boto3.client("secretsmanager")
    secret, version = event["SecretId"], event["ClientRequestToken"]
    if event["Step"] == "createSecret":
        secrets.put_secret_value(
            SecretId=secret, ClientRequestToken=version, SecretString="new", VersionStages=["AWSPENDING"]
        )
    if event["Step"] == "finishSecret":
        stages = secrets.describe_secret(SecretId=secret)["VersionIdsToStages"]
        (current,) = [each for each, labels in stages.items() if "AWSCURRENT" in labels]
        secrets.update_secret_version_stage(
            SecretId=secret, VersionStage="AWSCURRENT", MoveToVersionId=version, RemoveFromVersionId=current
        )
    print(json.dumps({"did": event["Step"]}))
"""


def deploy(aws: LocalAws, *, fails: str = "") -> Any:  # noqa: ANN401  # boto3's client
    """A secret, and a function that rotates it but for one step."""
    role = aws.client("iam").create_role(RoleName="rotation", AssumeRolePolicyDocument="{}")["Role"]["Arn"]
    code = io.BytesIO()
    with zipfile.ZipFile(code, "w") as archive:
        archive.writestr("handler.py", HANDLER)
    aws.client("lambda").create_function(
        FunctionName="rotation",
        Runtime="python3.13",
        Role=role,
        Handler="handler.handler",
        Code={"ZipFile": code.getvalue()},
        Timeout=120,
        Environment={"Variables": {"FAILS": fails}},
    )
    secrets = aws.client("secretsmanager")
    secrets.create_secret(Name=SECRET, SecretString="old")
    return secrets


def rotate(aws: LocalAws, secrets: Any, **arguments: Any) -> None:  # noqa: ANN401  # boto3's client
    """Switch rotation on, or rotate."""
    arn = aws.client("lambda").get_function(FunctionName="rotation")["Configuration"]["FunctionArn"]
    secrets.rotate_secret(
        SecretId=SECRET,
        RotationLambdaARN=arn,
        RotationRules={"AutomaticallyAfterDays": 30},
        **arguments,
    )


def labels(secrets: Any) -> list[list[str]]:  # noqa: ANN401  # boto3's client
    """Each version's, in order."""
    stages = secrets.describe_secret(SecretId=SECRET)["VersionIdsToStages"]
    return sorted(sorted(each) for each in stages.values())


def value(secrets: Any) -> str:  # noqa: ANN401  # boto3's client
    """The current one."""
    return str(secrets.get_secret_value(SecretId=SECRET, VersionStage="AWSCURRENT")["SecretString"])


def test_four_steps_make_a_new_value_the_current_one(aws: LocalAws) -> None:
    secrets = deploy(aws)
    rotate(aws, secrets)

    assert value(secrets) == "new"
    assert labels(secrets) == [["AWSCURRENT", "AWSPENDING"], ["AWSPREVIOUS"]]


@pytest.mark.parametrize("step", ["setSecret", "testSecret", "finishSecret"])
def test_a_step_that_fails_ends_the_rotation_and_the_next_call_takes_it_up_again(
    aws: LocalAws, step: str
) -> None:
    secrets = deploy(aws, fails=step)
    rotate(aws, secrets)
    assert (value(secrets), labels(secrets)) == ("old", [["AWSCURRENT"], ["AWSPENDING"]])

    aws.client("lambda").update_function_configuration(
        FunctionName="rotation", Environment={"Variables": {"FAILS": ""}}
    )
    with pytest.raises(ClientError, match="A previous rotation isn't complete"):
        rotate(aws, secrets)
    assert value(secrets) == "new"


def test_without_rotating_at_once_the_function_is_tried_and_nothing_is_left(aws: LocalAws) -> None:
    secrets = deploy(aws)
    rotate(aws, secrets, RotateImmediately=False)

    assert (value(secrets), labels(secrets)) == ("old", [["AWSCURRENT"]])
    assert secrets.describe_secret(SecretId=SECRET)["RotationEnabled"] is True
