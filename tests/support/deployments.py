"""Deployments for tests: the example's shape, with what a test is about changed."""

from typing import Any

from config.lattice_service import LatticeService

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

ADOPTED: dict[str, Any] = {
    "regions": [
        {
            "name": name,
            "role": role,
            "cidr": cidr,
            "existing": {
                "vpc_id": f"vpc-{digit * 17}",
                "subnet_ids": [f"subnet-{digit * 16}a", f"subnet-{digit * 16}b"],
                "route_table_ids": [f"rtb-{digit * 16}a", f"rtb-{digit * 16}b"],
            },
        }
        for name, role, cidr, digit in (
            ("us-east-1", "primary", "10.0.0.0/16", "1"),
            ("us-west-2", "standby", "10.1.0.0/16", "2"),
        )
    ],
    "domain": {
        "name": "orders.svc.example.com",
        "zone_id": "Z0EXISTING",
        "associated_regions": ["us-east-1"],
        "certificate": {
            "arns": {
                region: f"arn:aws:acm:{region}:123456789012:certificate/{region}"
                for region in ("us-east-1", "us-west-2")
            }
        },
    },
}
"""Networks, zone and certificates that exist already."""


def lattice_service(**changes: Any) -> LatticeService:  # noqa: ANN401  # whatever YAML can say
    """A valid `lattice-service`; `changes` replace whole top-level keys."""
    return LatticeService.model_validate({**LATTICE_SERVICE, **changes})
