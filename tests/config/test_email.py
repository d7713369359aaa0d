"""Alarms go to e-mail addresses."""

from tests.config.conftest import Refusal
from tests.config.texts import SMALL


def test_an_address_without_a_domain_is_refused(refusal: Refusal) -> None:
    message = """\
deployment.yaml:13: monitoring.emails[0]
  found:   oncall
  allowed: an e-mail address, such as oncall@example.com
  mend:    correct the address

1 problem in deployment.yaml; nothing was written."""
    assert refusal(SMALL + "monitoring:\n  emails: [oncall]\n") == message


def test_a_display_name_is_refused(refusal: Refusal) -> None:
    message = """\
deployment.yaml:13: monitoring.emails[0]
  found:   On Call <oncall@example.com>
  allowed: an e-mail address, such as oncall@example.com
  mend:    correct the address

1 problem in deployment.yaml; nothing was written."""
    assert refusal(SMALL + 'monitoring:\n  emails: ["On Call <oncall@example.com>"]\n') == message


def test_two_at_signs_are_refused(refusal: Refusal) -> None:
    message = """\
deployment.yaml:15: monitoring.emails[1]
  found:   on@call@example.com
  allowed: an e-mail address, such as oncall@example.com
  mend:    correct the address

1 problem in deployment.yaml; nothing was written."""
    text = SMALL + "monitoring:\n  emails:\n    - ok@example.com\n    - on@call@example.com\n"
    assert refusal(text) == message


def test_the_same_address_twice_is_refused(refusal: Refusal) -> None:
    message = """\
deployment.yaml:13: monitoring.emails
  found:   a@example.com, more than once
  allowed: every entry once
  mend:    remove the second one

1 problem in deployment.yaml; nothing was written."""
    assert refusal(SMALL + "monitoring:\n  emails: [a@example.com, a@example.com]\n") == message


def test_one_address_without_a_list_is_refused(refusal: Refusal) -> None:
    message = """\
deployment.yaml:13: monitoring.emails
  found:   oncall@example.com
  allowed: a list of e-mail addresses
  mend:    write it like [oncall@example.com]

1 problem in deployment.yaml; nothing was written."""
    assert refusal(SMALL + "monitoring:\n  emails: oncall@example.com\n") == message


def test_a_retention_that_cloudwatch_lacks_is_refused(refusal: Refusal) -> None:
    message = """\
deployment.yaml:13: monitoring.log_retention_days
  found:   45
  allowed: 1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557,
           2922, 3288 or 3653 (days): CloudWatch knows no others
  mend:    set `log_retention_days: 30`

1 problem in deployment.yaml; nothing was written."""
    assert refusal(SMALL + "monitoring:\n  log_retention_days: 45\n") == message


def test_true_is_no_retention_of_1_day(refusal: Refusal) -> None:
    message = """\
deployment.yaml:13: monitoring.log_retention_days
  found:   true
  allowed: 1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557,
           2922, 3288 or 3653 (days): CloudWatch knows no others
  mend:    set `log_retention_days: 30`

1 problem in deployment.yaml; nothing was written."""
    assert refusal(SMALL + "monitoring:\n  log_retention_days: true\n") == message
