"""One browser and one server for the site's tests."""

import os
from collections.abc import Iterator

import pytest

from tests.site.chromium import Chromium, find_chromium
from tests.site.site_server import SiteServer


@pytest.fixture(scope="session")
def chromium() -> Iterator[Chromium]:
    """Starts once. Tests skip where there is none, and fail there where HOLDFAST_REQUIRE_BROWSER=1."""
    binary = find_chromium()
    if binary is None:
        missing = "no Chromium on the PATH: install the package chromium, or name it in HOLDFAST_BROWSER"
        if os.environ.get("HOLDFAST_REQUIRE_BROWSER") == "1":
            pytest.fail(f"HOLDFAST_REQUIRE_BROWSER=1, but {missing}", pytrace=False)
        pytest.skip(missing)
    with Chromium(binary) as running:
        yield running


@pytest.fixture(scope="session")
def running_server() -> Iterator[SiteServer]:
    """Starts once."""
    with SiteServer() as server:
        yield server


@pytest.fixture
def server(running_server: SiteServer) -> SiteServer:
    """The site, with every region up."""
    running_server.down.clear()
    return running_server
