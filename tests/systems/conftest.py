"""One synthesis per shape of a system that several tests share."""

from typing import TYPE_CHECKING

import pytest

from tests.conftest import synthesized
from tests.support.websites import EVERYTHING, THREE_REGIONS, synthesized_website

if TYPE_CHECKING:
    from constructs_lib.testing import Template


@pytest.fixture(scope="session")
def site() -> "Template":
    """The example's shape: eu-central-1 primary, us-east-1 standby."""
    return synthesized_website()


@pytest.fixture(scope="session")
def site_in_three_regions() -> "Template":
    """One more standby region."""
    return synthesized_website(regions=THREE_REGIONS)


@pytest.fixture(scope="session")
def site_with_everything() -> "Template":
    """Every option that brings resources."""
    return synthesized_website(**EVERYTHING)


@pytest.fixture(scope="session")
def canaries() -> "Template":
    """The `lattice-service` of the example's shape, each region looked at from the other."""
    return synthesized(
        monitoring={"emails": ["oncall@example.com"], "canaries": {"enabled": True, "schedule_minutes": 10}}
    )


@pytest.fixture
def template(request: pytest.FixtureRequest) -> "Template":
    """The fixture that the parameter names."""
    found: Template = request.getfixturevalue(request.param)
    return found
