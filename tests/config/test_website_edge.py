"""What the edge of a website refuses."""

import pytest

from config.edge import Edge
from tests.config.conftest import Load, Refusal
from tests.config.websites import SITE, message, unwrapped


def edge(text: str) -> str:
    return SITE + "edge:\n" + text


def test_codes_without_those_of_a_region_in_trouble_are_refused(refusal: Refusal) -> None:
    assert unwrapped(refusal(edge("  failover:\n    status_codes: [403, 404, 500, 502]\n"))) == message(
        14,
        "edge.failover.status_codes",
        "no 503 and no 504",
        "500, 502, 503 and 504 among the codes: they are what a region in trouble answers",
        "add 503 and 504",
    )


def test_a_code_on_which_cloudfront_does_not_fail_over_is_refused(refusal: Refusal) -> None:
    text = edge("  failover:\n    status_codes: [500, 501, 502, 503, 504]\n")
    assert unwrapped(refusal(text)) == message(
        14,
        "edge.failover.status_codes[1]",
        "501",
        "403, 404, 416, 429, 500, 502, 503 or 504: CloudFront fails over on no other code",
        "choose among these",
    )


@pytest.mark.parametrize(
    ("key", "value", "allowed", "mend"),
    [
        ("connection_attempts", "4", "1, 2 or 3 (attempts)", "set `connection_attempts: 2`"),
        (
            "connection_timeout_seconds",
            "11",
            "a whole number from 1 to 10 (seconds)",
            "set `connection_timeout_seconds: 3`",
        ),
    ],
)
def test_attempts_and_timeouts_are_within_cloudfront_s_limits(
    refusal: Refusal, key: str, value: str, allowed: str, mend: str
) -> None:
    assert unwrapped(refusal(edge(f"  failover:\n    {key}: {value}\n"))) == message(
        14, f"edge.failover.{key}", value, allowed, mend
    )


def test_failover_is_three_times_faster_than_cloudfront_s_own_thirty_seconds() -> None:
    failover = Edge().failover
    assert failover.connection_attempts * failover.connection_timeout_seconds == 6


def test_half_a_preload_is_refused(refusal: Refusal) -> None:
    text = edge("  headers:\n    strict_transport:\n      preload: true\n")
    assert unwrapped(refusal(text)) == message(
        15,
        "edge.headers.strict_transport.preload",
        "preload without all that it needs",
        "preload with `include_subdomains: true` and a year or more: the list takes no other",
        "set `include_subdomains: true` and `max_age_seconds: 31536000`, or `preload: false`",
    )


def test_a_default_above_the_most_is_refused(refusal: Refusal) -> None:
    text = edge("  cache:\n    default_seconds: 7200\n    max_seconds: 60\n")
    assert unwrapped(refusal(text)) == message(
        14,
        "edge.cache.default_seconds",
        "7200, above max_seconds, which is 60",
        "at most as much as `max_seconds`",
        "set `default_seconds: 60`, or raise `max_seconds`",
    )


def test_settings_of_a_firewall_that_is_off_are_refused(refusal: Refusal) -> None:
    assert unwrapped(refusal(edge("  firewall:\n    requests_per_five_minutes: 100\n"))) == message(
        14,
        "edge.firewall.requests_per_five_minutes",
        "requests_per_five_minutes of a firewall that is off",
        "nothing while `enabled` is false",
        "set `enabled: true`, or remove `requests_per_five_minutes`",
    )


def test_a_limit_that_shuts_out_route_53_s_own_checkers_is_refused(refusal: Refusal) -> None:
    """Two regions, each asked every 30 s from every checker's address; twice as much is the least."""
    text = edge("  firewall:\n    enabled: true\n    requests_per_five_minutes: 39\n")
    assert unwrapped(refusal(text)) == message(
        15,
        "edge.firewall.requests_per_five_minutes",
        "39",
        "40 or more: from each of its addresses Route 53 asks every region's page every 30 s, and would find "
        "all regions unhealthy while it is shut out",
        "set `requests_per_five_minutes: 2000`",
    )


def test_a_limit_is_as_low_as_the_checkers_leave_it(load_text: Load) -> None:
    site = load_text(edge("  firewall:\n    enabled: true\n    requests_per_five_minutes: 40\n"))
    assert site.edge.firewall.requests_per_five_minutes == 40


def test_settings_of_a_trail_that_is_off_are_refused(refusal: Refusal) -> None:
    text = SITE + "governance:\n  audit_trail:\n    keep_days: 30\n"
    assert unwrapped(refusal(text)) == message(
        14,
        "governance.audit_trail.keep_days",
        "keep_days of a trail that is off",
        "nothing while `enabled` is false",
        "set `enabled: true`, or remove `keep_days`",
    )


def test_two_checker_regions_are_refused(refusal: Refusal) -> None:
    text = SITE + "health:\n  checker_regions: [us-east-1, eu-west-1]\n"
    assert unwrapped(refusal(text)) == message(
        13,
        "health.checker_regions",
        "2 of them",
        "3 or more, or none (all eight): Route 53 refuses fewer",
        "add regions until there are three, or remove `checker_regions`",
    )
