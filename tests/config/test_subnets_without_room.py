"""One subnet per zone has to fit into the region's range."""

from tests.config.conftest import Refusal
from tests.config.texts import SMALL, primary


def test_two_subnets_as_large_as_the_range_are_refused(refusal: Refusal) -> None:
    message = """\
deployment.yaml:13: network.subnet_prefix
  found:   16: 10.0.0.0/16 of us-east-1 holds 1 of these, but 2 zones need one each
  allowed: 17 to 28 for this range
  mend:    set `subnet_prefix: 24`, or give us-east-1 a larger cidr

deployment.yaml:13: network.subnet_prefix
  found:   16: 10.1.0.0/16 of us-west-2 holds 1 of these, but 2 zones need one each
  allowed: 17 to 28 for this range
  mend:    set `subnet_prefix: 24`, or give us-west-2 a larger cidr

2 problems in deployment.yaml; nothing was written."""
    assert refusal(SMALL + "network:\n  subnet_prefix: 16\n") == message


def test_a_subnet_larger_than_the_range_is_refused(refusal: Refusal) -> None:
    message = """\
deployment.yaml:14: network.subnet_prefix
  found:   18: 10.0.0.0/20 of us-east-1 holds 0 of these, but 2 zones need one each
  allowed: 21 to 28 for this range
  mend:    set `subnet_prefix: 24`, or give us-east-1 a larger cidr

1 problem in deployment.yaml; nothing was written."""
    assert refusal(primary("cidr: 10.0.0.0/20") + "network:\n  subnet_prefix: 18\n") == message


def test_three_zones_do_not_fit_into_two_subnets(refusal: Refusal) -> None:
    message = """\
deployment.yaml:15: network.subnet_prefix
  found:   24: 10.0.0.0/23 of us-east-1 holds 2 of these, but 3 zones need one each
  allowed: 25 to 28 for this range
  mend:    set `subnet_prefix: 25`, or give us-east-1 a larger cidr

1 problem in deployment.yaml; nothing was written."""
    assert refusal(primary("zones: 3", "cidr: 10.0.0.0/23") + "network:\n  subnet_prefix: 24\n") == message


def test_a_prefix_length_that_aws_refuses(refusal: Refusal) -> None:
    message = """\
deployment.yaml:13: network.subnet_prefix
  found:   29
  allowed: a whole number from 16 to 26 (prefix length)
  mend:    set `subnet_prefix: 24`

1 problem in deployment.yaml; nothing was written."""
    assert refusal(SMALL + "network:\n  subnet_prefix: 29\n") == message
