"""The regions' VPCs are peered: their ranges must not overlap, and AWS must accept them."""

from tests.config.conftest import Refusal
from tests.config.texts import primary, standby, third


def test_a_range_inside_another_is_refused(refusal: Refusal) -> None:
    message = """\
deployment.yaml:8: regions[1].cidr
  found:   10.0.128.0/17, which overlaps 10.0.0.0/16 of us-east-1
  allowed: a range that no other region uses: the VPCs are peered
  mend:    choose another range, such as 10.1.0.0/16

1 problem in deployment.yaml; nothing was written."""
    assert refusal(standby("cidr: 10.0.128.0/17")) == message


def test_the_default_range_of_another_region_counts(refusal: Refusal) -> None:
    message = """\
deployment.yaml:7: regions[1].cidr
  found:   10.1.0.0/16, which overlaps 10.1.0.0/16 of us-east-1
  allowed: a range that no other region uses: the VPCs are peered
  mend:    choose another range, such as 10.0.0.0/16

1 problem in deployment.yaml; nothing was written."""
    assert refusal(primary("cidr: 10.1.0.0/16")) == message


def test_every_pair_is_told(refusal: Refusal) -> None:
    message = """\
deployment.yaml:8: regions[1].cidr
  found:   10.0.0.0/16, which overlaps 10.0.0.0/16 of us-east-1
  allowed: a range that no other region uses: the VPCs are peered
  mend:    choose another range, such as 10.1.0.0/16

deployment.yaml:11: regions[2].cidr
  found:   10.0.0.0/17, which overlaps 10.0.0.0/16 of us-east-1
  allowed: a range that no other region uses: the VPCs are peered
  mend:    choose another range, such as 10.1.0.0/16

deployment.yaml:11: regions[2].cidr
  found:   10.0.0.0/17, which overlaps 10.0.0.0/16 of us-west-2
  allowed: a range that no other region uses: the VPCs are peered
  mend:    choose another range, such as 10.1.0.0/16

3 problems in deployment.yaml; nothing was written."""
    assert refusal(third("cidr: 10.0.0.0/17", text=standby("cidr: 10.0.0.0/16"))) == message


def test_a_public_range_is_refused(refusal: Refusal) -> None:
    message = """\
deployment.yaml:6: regions[0].cidr
  found:   8.8.0.0/16
  allowed: a range of /16 to /24 inside 10.0.0.0/8, 172.16.0.0/12 or 192.168.0.0/16
  mend:    choose a private range, such as 10.0.0.0/16

1 problem in deployment.yaml; nothing was written."""
    assert refusal(primary("cidr: 8.8.0.0/16")) == message


def test_a_range_larger_than_a_vpc_is_refused(refusal: Refusal) -> None:
    message = """\
deployment.yaml:8: regions[1].cidr
  found:   172.16.0.0/12
  allowed: a range of /16 to /24 inside 10.0.0.0/8, 172.16.0.0/12 or 192.168.0.0/16
  mend:    choose a private range, such as 10.0.0.0/16

1 problem in deployment.yaml; nothing was written."""
    assert refusal(standby("cidr: 172.16.0.0/12")) == message


def test_an_address_inside_the_range_is_refused_with_the_range(refusal: Refusal) -> None:
    message = """\
deployment.yaml:6: regions[0].cidr
  found:   10.0.0.1/16
  allowed: the first address of the range before the slash
  mend:    write 10.0.0.0/16

1 problem in deployment.yaml; nothing was written."""
    assert refusal(primary("cidr: 10.0.0.1/16")) == message


def test_a_range_without_prefix_length_is_refused(refusal: Refusal) -> None:
    message = """\
deployment.yaml:6: regions[0].cidr
  found:   10.0.0.0
  allowed: an IPv4 range with its prefix length, such as 10.0.0.0/16
  mend:    write an address, a slash and a prefix length

1 problem in deployment.yaml; nothing was written."""
    assert refusal(primary("cidr: 10.0.0.0")) == message


def test_a_number_is_not_taken_for_an_address(refusal: Refusal) -> None:
    message = """\
deployment.yaml:6: regions[0].cidr
  found:   167772160
  allowed: an IPv4 range with its prefix length, such as 10.0.0.0/16
  mend:    write an address, a slash and a prefix length

1 problem in deployment.yaml; nothing was written."""
    assert refusal(primary("cidr: 167772160")) == message
