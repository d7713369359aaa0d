"""Synthetics in the embedded AWS: canaries start, stop, change and go away."""

import pytest
from botocore.exceptions import ClientError

from drill.local_aws import LocalAws


@pytest.fixture
def canary(aws: LocalAws) -> str:
    """The name of a canary that has just been made."""
    aws.client("synthetics").create_canary(
        Name="lookout",
        Code={"Handler": "region_canary.handler", "ZipFile": b"zip"},
        ArtifactS3Location="s3://reports/east",
        ExecutionRoleArn="arn:aws:iam::123456789012:role/canaries",
        Schedule={"Expression": "rate(5 minutes)"},
        RuntimeVersion="syn-python-selenium-14.0",
    )
    return "lookout"


def state(aws: LocalAws, name: str) -> str:
    """What the canary is doing."""
    found: str = aws.client("synthetics").get_canary(Name=name)["Canary"]["Status"]["State"]
    return found


def test_a_canary_starts_and_stops(aws: LocalAws, canary: str) -> None:
    synthetics = aws.client("synthetics")
    assert state(aws, canary) == "READY"
    synthetics.start_canary(Name=canary)
    assert state(aws, canary) == "RUNNING"
    synthetics.stop_canary(Name=canary)
    assert state(aws, canary) == "STOPPED"


def test_a_canary_can_be_changed_in_part(aws: LocalAws, canary: str) -> None:
    synthetics = aws.client("synthetics")
    synthetics.update_canary(Name=canary, Schedule={"Expression": "rate(1 minute)"})
    found = synthetics.get_canary(Name=canary)["Canary"]
    assert found["Schedule"] == {"Expression": "rate(1 minute)"}
    assert found["RuntimeVersion"] == "syn-python-selenium-14.0"


def test_a_deleted_canary_is_not_found(aws: LocalAws, canary: str) -> None:
    synthetics = aws.client("synthetics")
    synthetics.delete_canary(Name=canary)
    with pytest.raises(ClientError, match="ResourceNotFoundException"):
        synthetics.get_canary(Name=canary)


def test_the_script_is_not_given_back(aws: LocalAws, canary: str) -> None:
    code = aws.client("synthetics").get_canary(Name=canary)["Canary"]["Code"]
    assert code["Handler"] == "region_canary.handler"
    assert code["SourceLocationArn"].startswith("arn:aws:lambda:")
