"""Further checks of endpoints: what Route 53 can reach, and can make sense of (F9, F10)."""

import pytest

from config.health_endpoint import HttpCheck, HttpsCheck, TcpCheck
from tests.config.conftest import Load, Refusal
from tests.config.texts import SMALL


def further(*lines: str) -> str:
    """A file with one further check of us-east-1, which begins on line 14."""
    first, *rest = ["name: shop", "region: us-east-1", *lines]
    return "\n".join(
        [SMALL + "health:\n  further_checks:", f"    - {first}", *(f"      {x}" for x in rest), ""]
    )


def one_problem(line: int, key: str, found: str, allowed: str, mend: str) -> str:
    """The whole message."""
    return f"""\
deployment.yaml:{line}: health.further_checks[0]{key}
  found:   {found}
  allowed: {allowed}
  mend:    {mend}

1 problem in deployment.yaml; nothing was written."""


def test_http_needs_no_more_than_a_name(load_text: Load) -> None:
    [check] = load_text(further("type: http", "host: www.example.com")).health.further_checks
    assert check == HttpCheck(
        type="http", name="shop", region="us-east-1", host="www.example.com", port=80, path="/"
    )


def test_https_asks_an_address_for_a_shared_name(load_text: Load) -> None:
    text = further("type: https", "host: www.example.com", "address: 2606:4700:4700:0::1111")
    [check] = load_text(text).health.further_checks
    assert check == HttpsCheck(
        type="https",
        name="shop",
        region="us-east-1",
        host="www.example.com",
        address="2606:4700:4700::1111",
        port=443,
    )


def test_tcp_connects_to_an_address(load_text: Load) -> None:
    [check] = load_text(further("type: tcp", "address: 1.1.1.1", "port: 5432")).health.further_checks
    assert check == TcpCheck(type="tcp", name="shop", region="us-east-1", address="1.1.1.1", port=5432)


def test_https_without_a_name_is_refused(refusal: Refusal) -> None:
    """Provider and moto take it; on AWS it can never succeed."""
    assert refusal(further("type: https", "address: 1.1.1.1")) == one_problem(
        14,
        "",
        "no `host`",
        "the name that TLS needs, alone or beside `address`",
        "add `host:` with the name that the endpoint's certificate is for",
    )


@pytest.mark.parametrize("lines", [("type: http",), ("type: tcp", "port: 22")])
def test_a_check_of_nobody_is_refused(refusal: Refusal, lines: tuple[str, ...]) -> None:
    assert refusal(further(*lines)) == one_problem(
        14,
        "",
        "neither `host` nor `address`",
        "a name, an address, or for HTTP both",
        "add `host:` with the endpoint's public name, such as www.example.com",
    )


def test_tcp_with_both_is_refused(refusal: Refusal) -> None:
    assert refusal(
        further("type: tcp", "host: db.example.com", "address: 1.1.1.1", "port: 5432")
    ) == one_problem(
        17,
        ".host",
        "db.example.com beside `address: 1.1.1.1`",
        "one of the two: a TCP check sends no name",
        "remove `host`, or look the address up by it and remove `address`",
    )


@pytest.mark.parametrize(
    "address", ["10.0.0.1", "169.254.171.0", "100.64.0.1", "fd00:ec2:80::1", "224.0.0.1"]
)
def test_an_address_that_the_internet_cannot_reach_is_refused(refusal: Refusal, address: str) -> None:
    assert refusal(further("type: tcp", f"address: '{address}'", "port: 5432")) == one_problem(
        17,
        ".address",
        f"{address}, which is not public",
        "a public IPv4 or IPv6 address: Route 53's checkers are on the internet",
        "write the public address, or use `host` instead",
    )


def test_an_address_in_the_place_of_a_name_is_refused(refusal: Refusal) -> None:
    assert refusal(further("type: http", "host: 1.1.1.1")) == one_problem(
        17, ".host", "1.1.1.1, an address", "a DNS name", "write `address: 1.1.1.1`"
    )


@pytest.mark.parametrize("path", ["health", "/a b", "/a#b", "/ä"])
def test_a_path_that_is_none_is_refused(refusal: Refusal, path: str) -> None:
    assert refusal(further("type: http", "host: www.example.com", f"path: '{path}'")) == one_problem(
        18,
        ".path",
        path,
        "a path of at most 255 characters that begins with /, without spaces and #",
        "write it like /health",
    )


def test_a_path_has_255_characters_at_most() -> None:
    check = {"type": "http", "name": "shop", "region": "us-east-1", "host": "www.example.com"}
    assert HttpCheck.model_validate({**check, "path": "/" + "a" * 254}).path == "/" + "a" * 254
    with pytest.raises(ValueError, match="a path of at most 255 characters"):
        HttpCheck.model_validate({**check, "path": "/" + "a" * 255})


def test_a_text_to_look_for_has_1_to_255_characters() -> None:
    check = {"type": "http", "name": "shop", "region": "us-east-1", "host": "www.example.com"}
    assert HttpCheck.model_validate({**check, "contains": "a" * 255}).contains == "a" * 255
    for text in ("", "a" * 256, "a\nb"):
        with pytest.raises(ValueError, match="a text of 1 to 255 characters on one line"):
            HttpCheck.model_validate({**check, "contains": text})


def test_tcp_has_no_path(refusal: Refusal) -> None:
    text = further("type: tcp", "host: db.example.com", "port: 22", "path: /")
    assert refusal(text) == one_problem(
        19,
        ".path",
        "an unknown key",
        "name, region, host, address, inverted, type, port",
        "remove it, or choose another `type`",
    )


def test_a_check_cannot_be_disabled(refusal: Refusal) -> None:
    """A disabled check counts as healthy (F6)."""
    text = further("type: tcp", "host: db.example.com", "port: 22", "disabled: true")
    assert refusal(text) == one_problem(
        19,
        ".disabled",
        "an unknown key",
        "name, region, host, address, inverted, type, port",
        "remove it",
    )


def test_a_type_that_there_is_not_is_refused(refusal: Refusal) -> None:
    assert refusal(further("type: icmp", "host: www.example.com")) == one_problem(
        16,
        ".type",
        "icmp",
        "`type: http`, `type: https`, `type: tcp` or `type: alarm`",
        "add `type: https` with `host:`, or another type with its keys",
    )


def test_two_checks_of_one_name_in_a_region_are_refused(refusal: Refusal) -> None:
    check = "    - {name: shop, type: http, region: us-east-1, host: www.example.com}\n"
    other = "    - {name: shop, type: tcp, region: us-west-2, host: www.example.com, port: 22}\n"
    message = """\
deployment.yaml:16: health.further_checks[2].name
  found:   shop, a second time in us-east-1
  allowed: every name once in a region
  mend:    choose another name, or remove one of the two checks

1 problem in deployment.yaml; nothing was written."""
    assert refusal(SMALL + "health:\n  further_checks:\n" + check + other + check) == message
