"""A region that is none, or that is not supported, is refused."""

from tests.config.conftest import Refusal
from tests.config.texts import SMALL, changed


def test_a_misspelt_region_is_refused_with_the_nearest_ones(refusal: Refusal) -> None:
    message = """\
deployment.yaml:6: regions[1].name
  found:   us-west2
  allowed: the name of a public AWS region, such as us-east-1
  mend:    did you mean us-west-2 or us-west-1 or us-east-2?

1 problem in deployment.yaml; nothing was written."""
    assert refusal(changed(("us-west-2", "us-west2"))) == message


def test_two_letters_exchanged_are_recognised(refusal: Refusal) -> None:
    message = """\
deployment.yaml:4: regions[0].name
  found:   us-esat-1
  allowed: the name of a public AWS region, such as us-east-1
  mend:    did you mean us-east-1?

1 problem in deployment.yaml; nothing was written."""
    assert refusal(changed(("us-east-1", "us-esat-1"))) == message


def test_a_city_is_not_a_region(refusal: Refusal) -> None:
    message = """\
deployment.yaml:4: regions[0].name
  found:   Frankfurt
  allowed: the name of a public AWS region, such as us-east-1
  mend:    write the region's code, not its city

1 problem in deployment.yaml; nothing was written."""
    assert refusal(changed(("us-east-1", "Frankfurt"))) == message


def test_china_is_refused_with_the_reason(refusal: Refusal) -> None:
    message = """\
deployment.yaml:6: regions[1].name
  found:   cn-north-1
  allowed: a region of the partition aws, and none of the China regions (partition aws-cn): they
           have no VPC Lattice; their Route 53 and CloudFront are others, controlled from
           cn-northwest-1; and there is no third region for the state (F29)
  mend:    name a public region, such as us-east-1

1 problem in deployment.yaml; nothing was written."""
    assert refusal(changed(("us-west-2", "cn-north-1"))) == message


def test_govcloud_is_refused_with_the_reason(refusal: Refusal) -> None:
    message = """\
deployment.yaml:6: regions[1].name
  found:   us-gov-west-1
  allowed: a region of the partition aws, and none of the GovCloud regions (partition aws-us-gov):
           they have no VPC Lattice and no CloudFront; their Route 53 is another, controlled from
           us-gov-west-1; and there is no third region for the state (F29)
  mend:    name a public region, such as us-east-1

1 problem in deployment.yaml; nothing was written."""
    assert refusal(changed(("us-west-2", "us-gov-west-1"))) == message


def test_a_state_in_govcloud_is_refused_with_the_same_reason(refusal: Refusal) -> None:
    text = SMALL + "state:\n  backend: s3\n  bucket: states\n  region: us-gov-east-1\n"

    assert "none of the GovCloud regions (partition aws-us-gov)" in refusal(text)


def test_a_key_that_is_no_region_is_told_by_itself_and_not_by_what_stands_under_it(refusal: Refusal) -> None:
    message = """\
deployment.yaml:13: routing.weights.mars
  found:   the key mars
  allowed: the name of a public AWS region, such as us-east-1
  mend:    write the region's code, not its city

1 problem in deployment.yaml; nothing was written."""
    regions = SMALL.replace("primary", "active").replace("standby", "active")
    weights = "routing: {policy: weighted, weights: {us-east-1: 1, us-west-2: 1,\n  mars: 5}}\n"
    assert refusal(regions + weights) == message
