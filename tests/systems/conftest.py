"""Templates that several tests of a system's monitoring share."""

import pytest

from tests.conftest import synthesized
from tests.support.template import Template


@pytest.fixture(scope="session")
def canaries() -> Template:
    """The example's shape, each region looked at from the other."""
    return synthesized(
        monitoring={"emails": ["oncall@example.com"], "canaries": {"enabled": True, "schedule_minutes": 10}}
    )


@pytest.fixture
def template(request: pytest.FixtureRequest) -> Template:
    """The fixture that the parameter names."""
    found: Template = request.getfixturevalue(request.param)
    return found
