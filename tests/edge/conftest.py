"""One Node process for all edge functions."""

from collections.abc import Callable, Iterator
from typing import Any, cast

import pytest

from tests.edge.edge_function import RELEASE, Decision, EdgeRuntime, router, settings

Route = Callable[..., Decision]


@pytest.fixture(scope="session")
def runtime() -> Iterator[EdgeRuntime]:
    """Starts once."""
    with EdgeRuntime() as running:
        yield running


@pytest.fixture
def route(runtime: EdgeRuntime) -> Route:
    """`route(event, mode, store={...}, **settings)`: the router's decision. The release is published."""

    def decide(
        event: dict[str, Any],
        mode: str = "failover",
        *,
        store: dict[str, str] | None = None,
        **changes: object,
    ) -> Decision:
        return runtime.run(
            router(settings(mode, **cast("dict[str, Any]", changes))),
            event,
            {"release": RELEASE, **(store or {})},
        )

    return decide
