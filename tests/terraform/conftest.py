"""Terraform and the embedded AWS for the tests under the marker `terraform`."""

import os
from collections.abc import Iterator

import pytest

from drill.local_aws import LocalAws
from drill.terraform import TerraformNotFoundError, find_terraform


def pytest_runtest_setup(item: pytest.Item) -> None:
    """Skip where Terraform is missing; fail there where it is required."""
    if item.get_closest_marker("terraform") is None:
        return
    try:
        find_terraform()
    except TerraformNotFoundError as missing:
        if os.environ.get("HOLDFAST_REQUIRE_TERRAFORM") == "1":
            pytest.fail(f"HOLDFAST_REQUIRE_TERRAFORM=1, but {missing}", pytrace=False)
        pytest.skip(str(missing))


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
