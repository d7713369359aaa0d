"""A region stands in a deployment once."""

from tests.config.conftest import Refusal
from tests.config.texts import changed


def test_the_second_of_two_equal_regions_is_refused(refusal: Refusal) -> None:
    message = """\
deployment.yaml:6: regions[1].name
  found:   us-east-1, a second time
  allowed: every region once
  mend:    remove this region, or name another one

1 problem in deployment.yaml; nothing was written."""
    assert refusal(changed(("us-west-2", "us-east-1"))) == message


def test_case_makes_no_difference(refusal: Refusal) -> None:
    message = """\
deployment.yaml:6: regions[1].name
  found:   us-east-1, a second time
  allowed: every region once
  mend:    remove this region, or name another one

1 problem in deployment.yaml; nothing was written."""
    assert refusal(changed(("us-west-2", "US-East-1"))) == message
