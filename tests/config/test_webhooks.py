"""Alarms go to HTTPS endpoints, and to no others."""

import pytest

from tests.config.conftest import Load, Refusal
from tests.config.texts import SMALL


def webhook(address: str) -> str:
    """A deployment with that endpoint."""
    return SMALL + f'monitoring:\n  webhooks: ["{address}"]\n'


@pytest.mark.parametrize(
    "address",
    [
        "https://alerts.example.com",
        "https://alerts.example.com:8443/holdfast?team=orders",
        "https://events.pagerduty.com/integration/abc/enqueue",
    ],
)
def test_an_https_address_is_taken_as_it_is(load_text: Load, address: str) -> None:
    assert load_text(webhook(address)).monitoring.webhooks == (address,)


def test_plain_http_is_refused(refusal: Refusal) -> None:
    assert (
        refusal(webhook("http://alerts.example.com/holdfast"))
        == """\
deployment.yaml:13: monitoring.webhooks[0]
  found:   http://alerts.example.com/holdfast
  allowed: https:// only: over http:// anybody on the way reads the alarms, and can make up one
  mend:    write https://alerts.example.com/holdfast, if the receiver speaks TLS

1 problem in deployment.yaml; nothing was written."""
    )


def test_a_user_name_is_refused_and_not_shown(refusal: Refusal) -> None:
    message = refusal(webhook("https://oncall@alerts.example.com/"))

    assert (
        message
        == """\
deployment.yaml:13: monitoring.webhooks[0]
  found:   an address with a user name
  allowed: an address without user name and password: Terraform's state would keep them in plain
           text
  mend:    let the receiver check the message's signature, which SNS puts on every one

1 problem in deployment.yaml; nothing was written."""
    )


@pytest.mark.parametrize(
    "address",
    [
        "alerts.example.com/holdfast",
        "ftp://alerts.example.com",
        "https://",
        "https://localhost/alerts",
        "https://alerts.example.com/#fragment",
        "https://alerts.example.com/a b",
        "https://alerts.example.com:0/",
        "https://alerts.example.com:99999/",
        "https://[::1/",
    ],
)
def test_anything_else_is_refused_with_an_example(refusal: Refusal, address: str) -> None:
    assert (
        refusal(webhook(address))
        == f"""\
deployment.yaml:13: monitoring.webhooks[0]
  found:   {address}
  allowed: an address that begins with https:// and a DNS name, without user name, password or
           fragment
  mend:    write it like https://alerts.example.com/holdfast

1 problem in deployment.yaml; nothing was written."""
    )


def test_the_same_endpoint_twice_is_refused(refusal: Refusal) -> None:
    text = SMALL + "monitoring:\n  webhooks: [https://a.example.com, https://a.example.com]\n"

    assert (
        refusal(text)
        == """\
deployment.yaml:13: monitoring.webhooks
  found:   https://a.example.com, more than once
  allowed: every entry once
  mend:    remove the second one

1 problem in deployment.yaml; nothing was written."""
    )
