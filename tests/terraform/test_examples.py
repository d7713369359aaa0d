"""Every example lives its whole life under real Terraform; other configurations plan."""

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from config.loader import load
from constructs_lib.synthesis import synthesize
from drill.local_aws import LocalAws
from drill.prerequisites import prerequisites
from drill.working_copy import read
from tests.support.deployments import ADOPTED, LATTICE_SERVICE, THIRD_REGION, lattice_service

if TYPE_CHECKING:
    from config.deployment import Deployment

pytestmark = pytest.mark.terraform(minutes=2)

EXAMPLES = [
    path
    for path in sorted((Path(__file__).parents[2] / "config" / "deployments").glob("*.yaml"))
    if path.stem not in ("pilot-light", "warm-standby")  # databases are protected: see their own tests
]

VARIANTS: dict[str, dict[str, Any]] = {
    "three regions, three zones each": {
        "regions": [{**region, "zones": 3} for region in (*LATTICE_SERVICE["regions"], THIRD_REGION)]
    },
    "opt-in regions, without us-east-1": {
        "regions": [
            {"name": "eu-central-2", "role": "primary", "cidr": "172.16.0.0/16"},
            {
                "name": "me-central-1",
                "role": "standby",
                "cidr": "172.17.0.0/16",
                "zones": ["me-central-1a", "me-central-1b"],
            },
        ]
    },
    "the longest names": {
        "name": "a" * 32,
        "environment": "b" * 16,
        "regions": [
            {"name": "ap-southeast-1", "role": "primary", "cidr": "10.0.0.0/16"},
            {"name": "ap-northeast-2", "role": "standby", "cidr": "10.1.0.0/16"},
        ],
        "lattice": {"network_name": "n" * 63},
    },
    "other callers, dependencies in the VPC": {
        "lattice": {
            "access": {"accounts": ["210987654321"], "organization": "o-a1b2c3d4e5"},
            "function": {
                "in_vpc": True,
                "dependencies": [
                    {"type": "tcp", "name": "database", "host": "db.internal.example.com", "port": 5432},
                    {"type": "http", "name": "stock", "url": "https://stock.internal.example.com/"},
                ],
            },
        },
        "health": {
            "interval": 10,
            "threshold": 1,
            "measure_latency": True,
            "checker_regions": ["us-east-1", "eu-west-1", "sa-east-1"],
        },
    },
    "an existing zone by name, a validation zone by id": {
        "domain": {
            "name": "orders.svc.example.com",
            "zone": "svc.example.com",
            "lookup_zone": True,
            "certificate": {"validation_zone_id": "Z0123456789ABCDEFGHIJ"},
        }
    },
    "latency with a fallback": {
        "regions": [
            {**region, "role": role}
            for region, role in zip(
                (*LATTICE_SERVICE["regions"], THIRD_REGION), ("active", "standby", "active"), strict=True
            )
        ],
        "routing": {"policy": "latency", "fallback": {"us-east-1": "us-west-2"}, "ttl": 30},
    },
    "a takeover switch and further checks of every type": {
        "health": {
            "takeover": True,
            "further_checks": [
                {"type": "http", "name": "plain", "region": "us-east-1", "host": "plain.example.com"},
                {
                    "type": "https",
                    "name": "shared-name",
                    "region": "us-east-1",
                    "host": "www.example.com",
                    "address": "1.1.1.1",
                    "contains": '"status": "healthy"',
                },
                {
                    "type": "tcp",
                    "name": "database",
                    "region": "us-west-2",
                    "host": "db.example.com",
                    "port": 5432,
                },
                {
                    "type": "alarm",
                    "name": "heartbeat",
                    "region": "us-west-2",
                    "namespace": "Orders",
                    "metric": "Heartbeat",
                    "dimensions": {"Region": "us-west-2"},
                    "statistic": "Sum",
                    "comparison": "LessThanThreshold",
                    "threshold": 1,
                    "insufficient_data": "unhealthy",
                },
            ],
        }
    },
    "routing controls in a cluster of their own": {"health": {"routing_controls": {"create_cluster": True}}},
    "canaries, a webhook and a function": {
        "monitoring": {
            "webhooks": ["https://alerts.example.com/holdfast"],
            "functions": ["arn:aws:lambda:us-west-2:123456789012:function:page-someone"],
            "canaries": {"enabled": True, "schedule_minutes": 1},
        }
    },
}


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda path: path.stem)
def test_an_example_is_applied_planned_clean_and_destroyed(
    aws: LocalAws, tmp_path: Path, example: Path
) -> None:
    _live(aws, tmp_path, load(example, {}))


def test_existing_networks_zone_and_certificates_are_used(aws: LocalAws, tmp_path: Path) -> None:
    _live(aws, tmp_path, lattice_service(**ADOPTED))


@pytest.mark.parametrize("changes", VARIANTS.values(), ids=VARIANTS)
def test_a_variant_is_valid_and_plans(aws: LocalAws, tmp_path: Path, changes: dict[str, Any]) -> None:
    (stack,) = synthesize([lattice_service(**changes)], tmp_path / "cdktf.out")
    aws.plant(prerequisites(read(stack.folder)))
    with aws.terraform(stack.folder) as terraform:
        terraform.init()
        assert terraform.validate() == ()
        assert terraform.plan().summary == f"{stack.resources} to add, 0 to change, 0 to destroy"


def _live(aws: LocalAws, tmp_path: Path, deployment: "Deployment") -> None:
    (stack,) = synthesize([deployment], tmp_path / "cdktf.out")
    aws.plant(prerequisites(read(stack.folder)))
    with aws.terraform(stack.folder) as terraform:
        terraform.init()
        assert terraform.validate() == ()
        assert terraform.apply(terraform.plan()).added == stack.resources

        again = terraform.plan()
        assert [change.address for change in again.changes] == []
        assert again.has_changes is False

        _functions_answer(aws, {name: output.value for name, output in terraform.output().items()})
        assert terraform.destroy().destroyed == stack.resources
    assert aws.failures == []


def _functions_answer(aws: LocalAws, outputs: dict[str, str]) -> None:
    for name, value in outputs.items():
        if name.startswith("function_name_"):
            region = name.removeprefix("function_name_").replace("_", "-")
            answer = aws.client("lambda", region).invoke(FunctionName=value, Payload=b"{}")
            body = json.loads(json.loads(answer["Payload"].read())["body"])
            assert (body["status"], body["region"]) == ("healthy", region)
