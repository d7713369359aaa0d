"""Regions that answer together, under any policy but failover."""

from typing import Any

from tests.support.deployments import LATTICE_SERVICE, THIRD_REGION

ACTIVE_REGIONS: list[dict[str, Any]] = [
    {**region, "role": "active"} for region in (*LATTICE_SERVICE["regions"], THIRD_REGION)
]
