"""One synthesis of everything that can be watched, shared by these tests."""

import pytest

from constructs_lib.testing import Template
from tests.constructs_lib.monitoring.example import EVERYTHING, example


@pytest.fixture(scope="session")
def everything() -> Template:
    """us-east-1 primary, us-west-2 standby, every option on."""
    return Template.of(example(**EVERYTHING))


@pytest.fixture(scope="session")
def elsewhere() -> Template:
    """No us-east-1 and no us-west-2 among the regions, and one that is opt-in."""
    functions = ["arn:aws:lambda:eu-central-1:123456789012:function:page-someone"]
    return Template.of(
        example("eu-central-1", "eu-south-2", health_backup=True, **{**EVERYTHING, "functions": functions})
    )
