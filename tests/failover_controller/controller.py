"""The controller's modules and settings, as the tests need them."""

import importlib
import json
from types import ModuleType
from typing import Any

UP, DOWN = "192.0.2.1", "198.51.100.1"
NAME = "shop-production"
PARAMETERS = f"/holdfast/{NAME}"
REPLICA = f"{NAME}-replica"
CLUSTER = f"{NAME}-us-west-2"
PRIMARY_CLUSTER = f"{NAME}-us-east-1"
TARGETS = "arn:aws:elasticloadbalancing:us-west-2:123456789012:targetgroup/shop/0123456789abcdef"
TOPIC = f"arn:aws:sns:us-west-2:123456789012:{NAME}-failover"
SETTINGS: dict[str, Any] = {
    "deployment": NAME,
    "primary_region": "us-east-1",
    "standby_region": "us-west-2",
    "mode": "automatic",
    "witness": {"name": "witness.shop.example.com", "up": UP, "down": DOWN, "readings": 3},
    "database": {"strategy": "replica", "identifier": REPLICA},
    "group": {"name": NAME, "min": 2, "max": 6, "desired": 2},
    "target_group_arn": TARGETS,
    "healthy_targets": 2,
    "parameters": PARAMETERS,
    "topic_arn": TOPIC,
    "objective_minutes": 15,
}


def part(name: str) -> ModuleType:
    """A module of the controller. `lambda` is a keyword of Python, so only its name can be said."""
    return importlib.import_module(f"lambda.failover_controller.failover.{name}")


def settings_with(**changes: object) -> str:
    """`SETTINGS` with these keys changed."""
    return json.dumps({**SETTINGS, **changes})
