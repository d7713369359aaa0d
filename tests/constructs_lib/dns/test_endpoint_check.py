"""Checks of endpoints: every protocol, by name and by address."""

from typing import Any

import pytest

from constructs_lib.testing import Block
from tests.constructs_lib.dns.health_stack import every_kind

# isort: split
from constructs_lib.dns.health import Endpoint


def check(name: str, region: str = "eu-west-1") -> Block:
    """One of the stack's further checks."""
    return every_kind().only("aws_route53_health_check", f"further-{region}/{name}")


def test_http_asks_port_80_of_a_name() -> None:
    check("plain").expect(
        provider="us_east_1",
        type="HTTP",
        fqdn="plain.example.com",
        ip_address=None,
        port=80,
        resource_path="/",
        search_string=None,
        enable_sni=None,
    )


def test_a_text_to_look_for_makes_it_a_string_match() -> None:
    check("by-address").expect(
        provider="us_east_1", type="HTTP_STR_MATCH", search_string='"status": "healthy"'
    )


def test_an_address_is_asked_for_the_name_that_all_regions_share() -> None:
    """F10."""
    check("by-address").expect(
        provider="us_east_1",
        ip_address="1.1.1.1",
        fqdn="www.example.com",
        port=8080,
        resource_path="/health?deep=yes",
    )


def test_https_sends_the_name_in_tls() -> None:
    check("shared-name").expect(
        provider="us_east_1",
        type="HTTPS",
        ip_address="2606:4700:4700::1111",
        fqdn="www.example.com",
        port=443,
        enable_sni=True,
    )


def test_tcp_asks_for_nothing() -> None:
    check("database").expect(
        provider="us_east_1",
        type="TCP",
        ip_address="1.0.0.1",
        fqdn=None,
        port=5432,
        resource_path=None,
        search_string=None,
        enable_sni=None,
    )


def test_an_inverted_check_is_healthy_while_the_text_is_missing() -> None:
    check("maintenance").expect(
        provider="us_east_1",
        type="HTTPS_STR_MATCH",
        search_string="Closed for maintenance",
        invert_healthcheck=True,
    )


def test_timing_and_checkers_are_those_of_the_deployment() -> None:
    check("plain").expect(
        provider="us_east_1",
        request_interval=10,
        failure_threshold=2,
        measure_latency=True,
        regions=["us-east-1", "eu-west-1", "ap-southeast-1"],
    )


def test_a_check_tells_its_name_and_whom_it_speaks_for() -> None:
    check("database", "us-west-2").expect(
        provider="us_east_1",
        tags={
            "Name": "orders-production-us-west-2-database",
            "Region": "us-west-2",
            "Role": "standby",
        },
    )


def test_a_new_check_takes_the_old_ones_place_before_that_is_deleted() -> None:
    """What a deleted check says to a record that still has it cannot be predicted."""
    assert check("plain")["lifecycle"] == {"create_before_destroy": True}


def test_no_check_is_disabled() -> None:
    """It would count as healthy (F6)."""
    assert not any("disabled" in block.body for block in every_kind().resources("aws_route53_health_check"))


@pytest.mark.parametrize(
    ("values", "reason"),
    [
        ({"protocol": "HTTP", "port": 80}, "an endpoint needs a host or an address"),
        (
            {"protocol": "HTTPS", "port": 443, "address": "1.1.1.1"},
            "an HTTPS endpoint needs a host: without one TLS has no name to ask for",
        ),
        (
            {"protocol": "TCP", "port": 22, "host": "a.example.com", "path": "/"},
            "a TCP endpoint has neither path nor text: only the connection is tried",
        ),
        (
            {"protocol": "HTTP", "port": 80, "host": "a.example.com", "contains": "a" * 256},
            "Route 53 looks for 1 to 255 characters, not 256",
        ),
        (
            {"protocol": "HTTP", "port": 80, "host": "a.example.com", "contains": ""},
            "Route 53 looks for 1 to 255 characters, not 0",
        ),
    ],
)
def test_an_endpoint_of_no_use_is_refused(values: dict[str, Any], reason: str) -> None:
    with pytest.raises(ValueError) as refused:  # noqa: PT011  # the whole message is compared
        Endpoint(**values)
    assert str(refused.value) == reason
