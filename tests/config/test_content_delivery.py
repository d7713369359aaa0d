"""What CloudFront and load balancers would refuse of content delivery is refused first."""

from types import SimpleNamespace
from typing import Any

import pytest
from pydantic import ValidationError

from config.content_delivery import ContentDelivery
from config.content_delivery_checks import closed_too_soon, unmatched_health_path
from config.load_balancer import LoadBalancer, TargetHealth
from config.model import ConfigModel


def refusal(model: type[ConfigModel], **values: Any) -> str:  # noqa: ANN401  # whatever YAML holds
    """What a model says to these values, a line for each mistake."""
    with pytest.raises(ValidationError) as refused:
        model.model_validate(values)
    return "\n".join(
        f"{'.'.join(map(str, error['loc']))}: {error['msg']}" for error in refused.value.errors()
    )


def test_a_region_that_is_gone_costs_six_seconds_and_no_error_is_kept() -> None:
    delivery = ContentDelivery()

    assert delivery.timeouts.connection_attempts * delivery.timeouts.connection_seconds == 6
    assert delivery.error_seconds == 0


def test_nothing_is_cached_that_nobody_named() -> None:
    assert ContentDelivery().cached_paths == ()


def test_the_application_s_pages_are_not_broken_by_default_headers() -> None:
    headers = ContentDelivery().headers

    assert headers.content_security_policy == "base-uri 'self'; frame-ancestors 'self'; object-src 'none'"
    assert headers.frames == "SAMEORIGIN"


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("connection_attempts", 4),
        ("connection_seconds", 11),
        ("read_seconds", 61),
        ("keep_alive_seconds", 61),
        ("read_seconds", 0),
    ],
)
def test_timeouts_are_within_cloudfront_s_limits(key: str, value: int) -> None:
    assert refusal(ContentDelivery, timeouts={key: value}).startswith(f"timeouts.{key}: ")


@pytest.mark.parametrize("path", ["/", "static/*", "/with space", "/ä", "/" + "a" * 255])
def test_a_path_that_cloudfront_does_not_take_is_refused(path: str) -> None:
    assert refusal(ContentDelivery, cached_paths=[path]).startswith("cached_paths.0: ")


def test_a_path_is_named_once() -> None:
    assert "every entry once" in refusal(ContentDelivery, cached_paths=["/static/*", "/static/*"])


def test_there_are_as_many_paths_as_cloudfront_takes_beside_the_default() -> None:
    many = [f"/p{number}/*" for number in range(75)]
    assert len(ContentDelivery(cached_paths=tuple(many[:74])).cached_paths) == 74
    assert refusal(ContentDelivery, cached_paths=many).startswith("cached_paths: ")


@pytest.mark.parametrize("days", [0, 1001])
def test_the_header_changes_as_often_as_secrets_manager_can(days: int) -> None:
    assert refusal(ContentDelivery, rotate_header_days=days).startswith("rotate_header_days: ")


@pytest.mark.parametrize("path", ["/health", "/a/b_c-d.html", "/health?deep=1"])
def test_a_path_that_a_listener_rule_can_match_is_taken(path: str) -> None:
    assert _unmatched(path) == []


@pytest.mark.parametrize("path", ["/health*", "/heal,th", "/%20", "/" + "a" * 128])
def test_a_health_path_that_no_listener_rule_matches_is_refused(path: str) -> None:
    """A wildcard in it would open the load balancer further than the path."""
    (violation,) = _unmatched(path)
    assert violation.key == ("compute", "health", "path")
    assert violation.found == path


def _unmatched(path: str) -> list[Any]:
    deployment: Any = SimpleNamespace(compute=SimpleNamespace(health=TargetHealth(path=path)))
    return list(unmatched_health_path(deployment))


@pytest.mark.parametrize(("keep_alive", "read", "idle"), [(5, 30, 60), (59, 60, 60), (1, 2, 2)])
def test_the_load_balancer_closes_after_the_edge(keep_alive: int, read: int, idle: int) -> None:
    assert _closed(keep_alive=keep_alive, read=read, idle=idle) == []


@pytest.mark.parametrize(
    ("keep_alive", "read", "idle", "said"),
    [
        (60, 60, 60, [("keep_alive_seconds", "set `keep_alive_seconds: 59` or less")]),
        (5, 31, 30, [("read_seconds", "set `read_seconds: 30` or less")]),
        (
            3,
            30,
            1,
            [
                ("keep_alive_seconds", "set `idle_timeout_seconds: 4`"),
                ("read_seconds", "set `read_seconds: 1`"),
            ],
        ),
    ],
)
def test_a_load_balancer_that_closes_before_the_edge_is_refused(
    keep_alive: int, read: int, idle: int, said: list[tuple[str, str]]
) -> None:
    """Either as a request comes (502), or while the edge still waits (504)."""
    found = _closed(keep_alive=keep_alive, read=read, idle=idle)

    assert [violation.key[-1] for violation in found] == [key for key, _ in said]
    for violation, (_, mend) in zip(found, said, strict=True):
        assert violation.mend.startswith(mend)


def _closed(*, keep_alive: int, read: int, idle: int) -> list[Any]:
    deployment: Any = SimpleNamespace(
        compute=SimpleNamespace(load_balancer=LoadBalancer(idle_timeout_seconds=idle)),
        content_delivery=ContentDelivery.model_validate(
            {"timeouts": {"keep_alive_seconds": keep_alive, "read_seconds": read}}
        ),
    )
    return list(closed_too_soon(deployment))
