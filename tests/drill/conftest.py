"""One embedded AWS for these tests, empty at the start of each."""

from collections.abc import Iterator

import pytest

from drill.local_aws import LocalAws
from tests.terraform.conftest import pytest_runtest_setup  # noqa: F401  # skips where Terraform is missing


@pytest.fixture(scope="session")
def running_aws() -> Iterator[LocalAws]:
    """The server: it starts once."""
    with LocalAws() as aws:
        yield aws


@pytest.fixture
def aws(running_aws: LocalAws) -> LocalAws:
    """The embedded AWS, with nothing in it."""
    running_aws.reset()
    return running_aws
