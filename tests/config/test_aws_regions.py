"""The table of regions against the one that the AWS SDK carries."""

import json
from pathlib import Path

import botocore

from config.aws_regions import AWS_REGIONS, UNKNOWN_TO_THE_PROVIDER

PARTITIONS = Path(botocore.__file__).parent / "data" / "partitions.json"


def _regions_of(partition_id: str) -> set[str]:
    partitions = json.loads(PARTITIONS.read_text())["partitions"]
    regions = next(each["regions"] for each in partitions if each["id"] == partition_id)
    return {name for name in regions if not name.endswith("-global")}


def test_the_table_holds_every_region_of_the_public_partition() -> None:
    assert set(AWS_REGIONS) | UNKNOWN_TO_THE_PROVIDER == _regions_of("aws")


def test_a_few_regions_are_enabled_by_default_and_the_rest_must_be() -> None:
    # The regions that AWS opened before March 2019; every later one is opt-in.
    assert [name for name, region in AWS_REGIONS.items() if not region.opt_in] == [
        "ap-northeast-1",
        "ap-northeast-2",
        "ap-northeast-3",
        "ap-south-1",
        "ap-southeast-1",
        "ap-southeast-2",
        "ca-central-1",
        "eu-central-1",
        "eu-north-1",
        "eu-west-1",
        "eu-west-2",
        "eu-west-3",
        "sa-east-1",
        "us-east-1",
        "us-east-2",
        "us-west-1",
        "us-west-2",
    ]
