"""Route 53 checks from three or more of its eight regions."""

from tests.config.conftest import Refusal
from tests.config.texts import SMALL


def test_two_are_too_few(refusal: Refusal) -> None:
    message = """\
deployment.yaml:13: health.checker_regions
  found:   2 of them
  allowed: 3 or more, or none (all eight): Route 53 refuses fewer
  mend:    add regions until there are three, or remove `checker_regions`

1 problem in deployment.yaml; nothing was written."""
    assert refusal(SMALL + "health:\n  checker_regions: [us-east-1, eu-west-1]\n") == message


def test_a_region_without_checkers_is_refused(refusal: Refusal) -> None:
    message = """\
deployment.yaml:13: health.checker_regions[2]
  found:   eu-central-1
  allowed: one of Route 53's eight checker regions: us-east-1, us-west-1, us-west-2, eu-west-1,
           ap-southeast-1, ap-southeast-2, ap-northeast-1, sa-east-1
  mend:    choose among these eight

1 problem in deployment.yaml; nothing was written."""
    assert refusal(SMALL + "health:\n  checker_regions: [us-east-1, eu-west-1, eu-central-1]\n") == message


def test_the_same_one_twice_is_refused(refusal: Refusal) -> None:
    message = """\
deployment.yaml:13: health.checker_regions
  found:   us-east-1, more than once
  allowed: every entry once
  mend:    remove the second one

1 problem in deployment.yaml; nothing was written."""
    assert refusal(SMALL + "health:\n  checker_regions: [us-east-1, eu-west-1, us-east-1]\n") == message
