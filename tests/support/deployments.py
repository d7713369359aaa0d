"""Deployments for tests: the example's shape, with what a test is about changed."""

from typing import Any

from config.deployment import LatticeService

LATTICE_SERVICE: dict[str, Any] = {
    "system": "lattice-service",
    "name": "orders",
    "regions": [
        {"name": "us-east-1", "role": "primary", "cidr": "10.0.0.0/16"},
        {"name": "us-west-2", "role": "standby", "cidr": "10.1.0.0/16"},
    ],
    "domain": {
        "name": "orders.svc.example.com",
        "zone": "svc.example.com",
        "certificate": {"validation_zone": "example.com"},
    },
    "monitoring": {"emails": ["oncall@example.com"]},
}

THIRD_REGION = {"name": "eu-west-1", "role": "standby", "cidr": "10.2.0.0/16"}


def lattice_service(**changes: Any) -> LatticeService:  # noqa: ANN401  # whatever YAML can say
    """A valid `lattice-service`; `changes` replace whole top-level keys."""
    return LatticeService.model_validate({**LATTICE_SERVICE, **changes})
