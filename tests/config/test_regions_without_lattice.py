"""Regions that exist, but in which this system cannot be."""

from tests.config.conftest import Refusal
from tests.config.texts import changed


def test_a_region_without_vpc_lattice_is_refused(refusal: Refusal) -> None:
    message = """\
deployment.yaml:6: regions[1].name
  found:   il-central-1
  allowed: a region with VPC Lattice, which il-central-1 does not have
  mend:    name another region

1 problem in deployment.yaml; nothing was written."""

    assert refusal(changed(("name: us-west-2", "name: il-central-1"))) == message


def test_a_region_that_is_newer_than_the_provider_is_refused(refusal: Refusal) -> None:
    message = """\
deployment.yaml:6: regions[1].name
  found:   sa-west-1
  allowed: a region that AWS provider 5.100 knows; sa-west-1 is newer
  mend:    name another region, such as us-east-1

1 problem in deployment.yaml; nothing was written."""

    assert refusal(changed(("name: us-west-2", "name: sa-west-1"))) == message
