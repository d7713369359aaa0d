"""One embedded AWS for these tests, and an empty website at the start of each."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from drill.local_aws import LocalAws
from publishing import Published, publish
from tests.publishing.embedded_website import EmbeddedWebsite

Publish = Callable[..., Published]


@pytest.fixture(scope="session")
def aws() -> Iterator[LocalAws]:
    """The server: it starts once."""
    with LocalAws() as running:
        yield running


@pytest.fixture
def site(aws: LocalAws) -> EmbeddedWebsite:
    """A website in two regions, without a release."""
    return EmbeddedWebsite(aws)


@pytest.fixture
def published(site: EmbeddedWebsite) -> Publish:
    """`published(folder)`: publishes, a minute after the time before."""
    times = (datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC) + timedelta(minutes=minute) for minute in range(999))

    def run(folder: Path, **options: Any) -> Published:  # noqa: ANN401  # of publish
        moment = next(times)
        given = {"clients": site.client, "patience": site.patience, "now": lambda: moment}
        return publish(site.website, folder, **{**given, **options})

    return run
