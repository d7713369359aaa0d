"""Clients keep a failed region's address for as long as the TTL."""

from tests.config.conftest import Refusal
from tests.config.texts import SMALL


def test_301_seconds_are_refused(refusal: Refusal) -> None:
    message = """\
deployment.yaml:13: routing.ttl
  found:   301
  allowed: a whole number from 1 to 300 (seconds)
  mend:    set `ttl: 60`; clients keep the failed region's address for as long as this

1 problem in deployment.yaml; nothing was written."""
    assert refusal(SMALL + "routing:\n  ttl: 301\n") == message


def test_0_seconds_are_refused(refusal: Refusal) -> None:
    message = """\
deployment.yaml:13: routing.ttl
  found:   0
  allowed: a whole number from 1 to 300 (seconds)
  mend:    set `ttl: 60`; clients keep the failed region's address for as long as this

1 problem in deployment.yaml; nothing was written."""
    assert refusal(SMALL + "routing:\n  ttl: 0\n") == message


def test_a_policy_that_does_not_fit_the_system_is_refused(refusal: Refusal) -> None:
    message = """\
deployment.yaml:13: routing.policy
  found:   geolocation
  allowed: failover, weighted or latency
  mend:    set `policy: failover`, or leave it out: failover is the default

1 problem in deployment.yaml; nothing was written."""
    assert refusal(SMALL + "routing:\n  policy: geolocation\n") == message
