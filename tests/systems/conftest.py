"""One synthesis per shape of a website."""

import pytest

from tests.support.template import Template
from tests.support.websites import EVERYTHING, THREE_REGIONS, synthesized_website


@pytest.fixture(scope="session")
def site() -> Template:
    """The example's shape: eu-central-1 primary, us-east-1 standby."""
    return synthesized_website()


@pytest.fixture(scope="session")
def site_in_three_regions() -> Template:
    """One more standby region."""
    return synthesized_website(regions=THREE_REGIONS)


@pytest.fixture(scope="session")
def site_with_everything() -> Template:
    """Every option that brings resources."""
    return synthesized_website(**EVERYTHING)
