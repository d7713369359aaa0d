"""Route 53 takes 1 to 10 consecutive results (F9)."""

from tests.config.conftest import Refusal
from tests.config.texts import SMALL


def test_0_is_refused(refusal: Refusal) -> None:
    message = """\
deployment.yaml:13: health.threshold
  found:   0
  allowed: a whole number from 1 to 10 (consecutive checks)
  mend:    set `threshold: 3`

1 problem in deployment.yaml; nothing was written."""
    assert refusal(SMALL + "health:\n  threshold: 0\n") == message


def test_11_is_refused(refusal: Refusal) -> None:
    message = """\
deployment.yaml:13: health.threshold
  found:   11
  allowed: a whole number from 1 to 10 (consecutive checks)
  mend:    set `threshold: 3`

1 problem in deployment.yaml; nothing was written."""
    assert refusal(SMALL + "health:\n  threshold: 11\n") == message


def test_true_is_not_1(refusal: Refusal) -> None:
    message = """\
deployment.yaml:13: health.threshold
  found:   true
  allowed: a whole number from 1 to 10 (consecutive checks)
  mend:    set `threshold: 3`

1 problem in deployment.yaml; nothing was written."""
    assert refusal(SMALL + "health:\n  threshold: true\n") == message


def test_a_zero_in_front_is_refused(refusal: Refusal) -> None:
    message = """\
deployment.yaml:13: health.threshold
  found:   03, a number with a zero in front, which YAML programs read in different ways
  allowed: a number without the zero, or text in quotes
  mend:    write "03" in quotes if it is an id, else remove the zero

1 problem in deployment.yaml; nothing was written."""
    assert refusal(SMALL + "health:\n  threshold: 03\n") == message
