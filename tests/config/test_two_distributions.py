"""One name belongs to one distribution (F15): who asks for two gets the reason and the alternative."""

import pytest

from tests.config.conftest import Refusal
from tests.config.websites import SITE


@pytest.mark.parametrize(
    ("key", "value"), [("distributions", "2"), ("distributions", "0"), ("per_region", "true")]
)
def test_more_than_one_distribution_is_refused(refusal: Refusal, key: str, value: str) -> None:
    message = f"""\
deployment.yaml:13: edge.{key}
  found:   {value}
  allowed: one distribution for all regions: a name belongs to one distribution, and CloudFront
           chooses by name whatever DNS said, so DNS failover between two distributions cannot work
  mend:    remove the line: the one distribution fails over from region to region by its origin
           group, and shows each region's own state under /_region/<region>/health.html

1 problem in deployment.yaml; nothing was written."""
    assert refusal(SITE + f"edge:\n  {key}: {value}\n") == message
