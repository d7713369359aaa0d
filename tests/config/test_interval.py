"""Route 53 checks every 10 or every 30 seconds (F9)."""

from tests.config.conftest import Refusal
from tests.config.texts import SMALL


def test_20_seconds_are_refused(refusal: Refusal) -> None:
    message = """\
deployment.yaml:13: health.interval
  found:   20
  allowed: 10 or 30 (seconds)
  mend:    set `interval: 30`, or 10 for faster detection at a higher price

1 problem in deployment.yaml; nothing was written."""
    assert refusal(SMALL + "health:\n  interval: 20\n") == message


def test_text_is_refused(refusal: Refusal) -> None:
    message = """\
deployment.yaml:13: health.interval
  found:   "30"
  allowed: 10 or 30 (seconds)
  mend:    set `interval: 30`, or 10 for faster detection at a higher price

1 problem in deployment.yaml; nothing was written."""
    assert refusal(SMALL + 'health:\n  interval: "30"\n') == message


def test_a_fraction_is_refused(refusal: Refusal) -> None:
    message = """\
deployment.yaml:13: health.interval
  found:   30.0
  allowed: 10 or 30 (seconds)
  mend:    set `interval: 30`, or 10 for faster detection at a higher price

1 problem in deployment.yaml; nothing was written."""
    assert refusal(SMALL + "health:\n  interval: 30.0\n") == message


def test_a_unit_is_refused(refusal: Refusal) -> None:
    message = """\
deployment.yaml:13: health.interval
  found:   30s
  allowed: 10 or 30 (seconds)
  mend:    set `interval: 30`, or 10 for faster detection at a higher price

1 problem in deployment.yaml; nothing was written."""
    assert refusal(SMALL + "health:\n  interval: 30s\n") == message
