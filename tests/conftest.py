"""What tests share: one synthesis per system per session; and in which order they run."""

import os
from typing import TYPE_CHECKING

import pytest

from tests.support.deployments import ADOPTED, LATTICE_SERVICE, THIRD_REGION, lattice_service

if TYPE_CHECKING:
    from constructs_lib.testing import Template


# Terraform and its plugins live for seconds: a sixth of their time went into freeing memory before it was
# needed. Whoever has little memory sets it to 100, Go's own default.
os.environ.setdefault("GOGC", "400")


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_auto_num_workers() -> int:
    """For `-n auto`: a worker per core, as many again, and one, because the AWS provider spends most of a
    test's time in fixed waits: minutes in which it only looks whether a cluster is there yet."""
    return 2 * (os.cpu_count() or 1) + 1


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The longest first: one that begins last keeps all others idle."""
    items.sort(key=_minutes, reverse=True)


def _minutes(item: pytest.Item) -> int:
    """About how long it takes. Tests with real Terraform say so; all others take seconds."""
    marker = item.get_closest_marker("terraform")
    return int(marker.kwargs.get("minutes", 1)) if marker else 0


def synthesized(**changes: object) -> "Template":
    """The template of a `lattice-service` with these top-level keys changed."""
    # Imported here: most tests of this suite need no bindings, and Node starts with them.
    import constructs_lib  # noqa: F401  # it makes the bindings load lazily, so it comes before them

    # isort: split
    from cdktf import Testing

    from constructs_lib.systems.lattice_service import LatticeServiceStack
    from constructs_lib.testing import Template

    deployment = lattice_service(**changes)
    return Template.of(LatticeServiceStack(Testing.app(), deployment.stack_name, deployment=deployment))


@pytest.fixture(scope="session")
def two_regions() -> "Template":
    """The example's shape: us-east-1 primary, us-west-2 standby."""
    return synthesized()


@pytest.fixture(scope="session")
def three_regions() -> "Template":
    """A second standby region, so that the failover has an order."""
    return synthesized(regions=[*LATTICE_SERVICE["regions"], THIRD_REGION])


@pytest.fixture(scope="session")
def far_regions() -> "Template":
    """No us-east-1 among the regions: the global edge has a provider of its own."""
    return synthesized(
        regions=[
            {"name": "eu-central-1", "role": "primary", "cidr": "10.0.0.0/16"},
            {"name": "eu-south-2", "role": "standby", "cidr": "10.1.0.0/16"},
        ]
    )


@pytest.fixture(scope="session")
def adopted() -> "Template":
    """VPCs, zone and certificates that exist already."""
    return synthesized(**ADOPTED)
