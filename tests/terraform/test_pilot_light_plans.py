"""Pilot lights of other shapes than the example's are plans that Terraform and the provider accept."""

from pathlib import Path
from typing import Any

import pytest

from constructs_lib.synthesis import synthesize
from drill.local_aws import LocalAws
from drill.prerequisites import prerequisites
from drill.working_copy import read
from tests.support.pilot_lights import pilot_light

pytestmark = pytest.mark.terraform

VARIANTS: dict[str, dict[str, Any]] = {
    "an opt-in standby, the longest names, three zones, a new zone, mysql with tokens": {
        "name": "a" * 32,
        "environment": "b" * 16,
        "regions": [
            {"name": "ap-southeast-1", "role": "primary", "zones": 3},
            {"name": "ap-southeast-4", "role": "standby", "zones": 3},
        ],
        "domain": {"name": "example.com", "zone": {"name": "example.com"}},
        "failover": {"mode": "manual"},
        "database": {
            "engine": "mysql",
            "version": "8.4.5",
            "instance_class": "db.r7g.large",
            "replica_class": "db.r7g.xlarge",
            "replica_multi_az": True,
            "application_user": "shop",
            "insights": "advanced",
            "parameters": {"long_query_time": "1"},
        },
        "monitoring": {"canaries": {"enabled": True}},
    },
    "without all that can be left out: mariadb, own certificates, us-east-1 as standby": {
        "regions": [{"name": "us-west-2", "role": "primary"}, {"name": "us-east-1", "role": "standby"}],
        "domain": {
            "name": "shop.example.com",
            "zone": {"name": "example.com", "lookup_zone": True},
            "certificate_arns": {
                region: f"arn:aws:acm:{region}:123456789012:certificate/{region}"
                for region in ("us-west-2", "us-east-1")
            },
        },
        "failover": {"mode": "approve"},
        "database": {
            "engine": "mariadb",
            "version": "11.4",
            "multi_az": False,
            "storage": {"gib": 20, "max_gib": 0},
            "insights": "none",
            "monitoring_interval": 0,
            "logs": [],
        },
        "monitoring": {"alarms": {"enabled": False}, "dashboards": False, "health_events": False},
    },
}


@pytest.mark.parametrize("changes", VARIANTS.values(), ids=VARIANTS)
def test_the_plan_only_adds(aws: LocalAws, tmp_path: Path, changes: dict[str, Any]) -> None:
    [stack] = synthesize([pilot_light(**changes)], tmp_path / "out")
    aws.plant(prerequisites(read(stack.folder)))
    with aws.terraform(stack.folder) as terraform:
        terraform.init()
        assert terraform.validate() == ()
        assert terraform.plan().summary == f"{stack.resources} to add, 0 to change, 0 to destroy"
