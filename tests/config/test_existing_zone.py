"""A private zone is created, or named in one way."""

from tests.config.conftest import Refusal
from tests.config.texts import domain


def test_two_ways_to_name_it_are_refused(refusal: Refusal) -> None:
    message = """\
deployment.yaml:11: domain.lookup_zone
  found:   lookup_zone beside zone_id
  allowed: one of the two: both name an existing zone
  mend:    remove `lookup_zone`

1 problem in deployment.yaml; nothing was written."""
    assert refusal(domain("zone_id: Z0123456789", "lookup_zone: true")) == message


def test_a_new_zone_serves_no_vpc_yet(refusal: Refusal) -> None:
    message = """\
deployment.yaml:10: domain.associated_regions
  found:   a list with 1 entry
  allowed: nothing: a zone that is created here serves no VPC yet
  mend:    remove it, or name the existing zone with `zone_id` or `lookup_zone: true`

1 problem in deployment.yaml; nothing was written."""
    assert refusal(domain("associated_regions: [us-east-1]")) == message


def test_only_an_existing_vpc_can_be_associated_already(refusal: Refusal) -> None:
    message = """\
deployment.yaml:11: domain.associated_regions[0]
  found:   us-east-1
  allowed: a region of this deployment with an `existing` network: a new VPC has no zone yet
  mend:    remove it from the list

1 problem in deployment.yaml; nothing was written."""
    assert refusal(domain("lookup_zone: true", "associated_regions: [us-east-1]")) == message


def test_a_path_is_no_zone_id(refusal: Refusal) -> None:
    message = """\
deployment.yaml:10: domain.zone_id
  found:   /hostedzone/Z0123456789
  allowed: a hosted zone's id: Z and capital letters or digits
  mend:    copy it, such as Z0123456789ABCDEFGHIJ

1 problem in deployment.yaml; nothing was written."""
    assert refusal(domain("zone_id: /hostedzone/Z0123456789")) == message
