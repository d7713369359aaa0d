"""Every resource type that our systems use, in two regions or more."""

import json
import zipfile
from pathlib import Path

from tests.terraform.embedded_failover import alarms, health, names
from tests.terraform.embedded_function import entrance, function
from tests.terraform.embedded_lattice import lattice
from tests.terraform.embedded_network import network, peering
from tests.terraform.stack_builder import ZONE, Json, Stack

REGIONS = ("us-east-1", "us-west-2")

HANDLER = """
import os

def handler(event, context):
    if os.environ.get("SIMULATE_FAILURE") == "true":
        return {"statusCode": 503, "body": "unhealthy"}
    return {"statusCode": 200, "body": "healthy", "region": os.environ["AWS_REGION"]}
"""


def write(directory: Path, regions: tuple[str, ...] = REGIONS) -> Path:
    """Write the stack and its function's zip into `directory`."""
    directory.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(directory / "function.zip", "w") as archive:
        archive.writestr(zipfile.ZipInfo("handler.py"), HANDLER)
    (directory / "cdk.tf.json").write_text(json.dumps(build(regions), indent=2), encoding="utf-8")
    return directory


def build(regions: tuple[str, ...] = REGIONS) -> Json:
    """The stack as a document."""
    stack = Stack(regions)
    primary = regions[0]
    stack.look_up("aws_caller_identity", "me", primary)
    stack.look_up("aws_partition", "here", primary)
    stack.look_up("aws_route53_zone", "public", primary, name=ZONE)
    for index, region in enumerate(regions):
        network(stack, region, index)
        function(stack, region)
        lattice(stack, region, primary)
        entrance(stack, region)
    peering(stack, regions)
    names(stack, regions)
    health(stack, regions)
    alarms(stack, regions)
    return stack.document()
