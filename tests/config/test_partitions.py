"""Why other partitions are refused, against what the AWS SDK knows of them."""

import json
from pathlib import Path
from typing import Any

import botocore
import pytest

from config.aws_regions import AWS_REGIONS
from config.partitions import OTHER_PARTITIONS, PARTITION, OtherPartition, partition_of
from tests.config.conftest import Refusal
from tests.config.texts import ARN_WEST, arns

DATA = Path(botocore.__file__).parent / "data"
CHINA, GOVCLOUD, SOVEREIGN, *ISOLATED = OTHER_PARTITIONS


def _regions(partition: str) -> list[str]:
    every = json.loads((DATA / "partitions.json").read_text())["partitions"]
    found = next(each["regions"] for each in every if each["id"] == partition)
    return [name for name in found if not name.endswith("-global")]


def _services(partition: str) -> dict[str, Any]:
    every = json.loads((DATA / "endpoints.json").read_text())["partitions"]
    return next(each["services"] for each in every if each["partition"] == partition)


def _route53_home(partition: str) -> str:
    (endpoint,) = [
        each
        for name, each in _services(partition)["route53"]["endpoints"].items()
        if name == f"{partition}-global"
    ]
    return str(endpoint["credentialScope"]["region"])


def test_the_sdk_knows_no_further_partition() -> None:
    every = {each["id"] for each in json.loads((DATA / "partitions.json").read_text())["partitions"]}

    assert every == {PARTITION, *(other.id for other in OTHER_PARTITIONS)}


@pytest.mark.parametrize("other", OTHER_PARTITIONS, ids=lambda other: other.id)
def test_every_region_of_another_partition_is_known_by_its_beginning(other: OtherPartition) -> None:
    assert {partition_of(region) for region in _regions(other.id)} == {other}


def test_no_region_of_ours_begins_like_one_of_another() -> None:
    assert [name for name in AWS_REGIONS if partition_of(name)] == []


@pytest.mark.parametrize("other", [CHINA, GOVCLOUD, *ISOLATED], ids=lambda other: other.id)
def test_vpc_lattice_is_in_none_of_them(other: OtherPartition) -> None:
    assert "vpc-lattice" not in _services(other.id)
    assert "VPC Lattice" in other.reason


@pytest.mark.parametrize("other", [GOVCLOUD, *ISOLATED], ids=lambda other: other.id)
def test_cloudfront_is_not_in_those_of_which_it_is_said(other: OtherPartition) -> None:
    assert "cloudfront" not in _services(other.id)


@pytest.mark.parametrize(
    ("other", "home"), [(CHINA, "cn-northwest-1"), (GOVCLOUD, "us-gov-west-1")], ids=["china", "govcloud"]
)
def test_route_53_is_controlled_from_one_of_their_two_regions(other: OtherPartition, home: str) -> None:
    assert _route53_home(other.id) == home
    assert f"controlled from {home}" in other.reason
    assert len(_regions(other.id)) == 2


def test_the_sovereign_cloud_has_one_region() -> None:
    assert len(_regions(SOVEREIGN.id)) == 1


def test_an_arn_of_another_partition_is_refused_for_that_reason(refusal: Refusal) -> None:
    message = """\
deployment.yaml:12: domain.certificate.arns.us-east-1
  found:   arn:aws-us-gov:acm:us-east-1:123456789012:certificate/a
  allowed: an ARN of the partition aws, where the deployment is: nothing of one partition can be
           used in another
  mend:    copy the ARN of the one in the partition aws, which begins with arn:aws:

1 problem in deployment.yaml; nothing was written."""
    text = arns("us-east-1: arn:aws-us-gov:acm:us-east-1:123456789012:certificate/a", ARN_WEST)
    assert refusal(text) == message
