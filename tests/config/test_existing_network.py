"""An existing VPC brings its own range, subnets and route tables."""

from tests.config.conftest import Refusal
from tests.config.texts import ROUTES, VPC, existing


def test_its_range_is_mandatory(refusal: Refusal) -> None:
    message = """\
deployment.yaml:4: regions[0].cidr
  found:   no cidr beside `existing`
  allowed: the existing VPC's own range: the other regions' must not overlap it
  mend:    add `cidr:` with the range of the VPC

1 problem in deployment.yaml; nothing was written."""
    assert refusal(existing(*VPC, ROUTES, beside=())) == message


def test_its_route_tables_are_mandatory(refusal: Refusal) -> None:
    message = """\
deployment.yaml:7: regions[0].existing.route_table_ids
  found:   no route tables
  allowed: the route tables of the subnets: they get the routes to the other regions
  mend:    add `route_table_ids:` with at least one id, such as rtb-0a1b2c3d4e5f60718

1 problem in deployment.yaml; nothing was written."""
    assert refusal(existing(*VPC)) == message


def test_one_subnet_is_too_few(refusal: Refusal) -> None:
    message = """\
deployment.yaml:9: regions[0].existing.subnet_ids
  found:   a list with 1 entry
  allowed: 2 or more subnet ids, in different zones
  mend:    list the VPC's private subnets

1 problem in deployment.yaml; nothing was written."""
    assert refusal(existing("vpc_id: vpc-0a1b2c3d", "subnet_ids: [subnet-0a1b2c3d]", ROUTES)) == message


def test_the_same_subnet_twice_is_refused(refusal: Refusal) -> None:
    message = """\
deployment.yaml:9: regions[0].existing.subnet_ids
  found:   subnet-0a1b2c3d, more than once
  allowed: every entry once
  mend:    remove the second one

1 problem in deployment.yaml; nothing was written."""
    text = existing("vpc_id: vpc-0a1b2c3d", "subnet_ids: [subnet-0a1b2c3d, subnet-0a1b2c3d]", ROUTES)
    assert refusal(text) == message


def test_a_name_is_no_id(refusal: Refusal) -> None:
    message = """\
deployment.yaml:8: regions[0].existing.vpc_id
  found:   main
  allowed: a VPC's id: vpc- and 8 to 17 hexadecimal digits
  mend:    copy it, such as vpc-0a1b2c3d4e5f60718

deployment.yaml:9: regions[0].existing.subnet_ids[0]
  found:   a
  allowed: a subnet's id: subnet- and 8 to 17 hexadecimal digits
  mend:    copy it, such as subnet-0a1b2c3d4e5f60718

2 problems in deployment.yaml; nothing was written."""
    assert refusal(existing("vpc_id: main", "subnet_ids: [a, subnet-0a1b2c3d]", ROUTES)) == message


def test_zones_beside_it_are_refused(refusal: Refusal) -> None:
    message = """\
deployment.yaml:7: regions[0].zones
  found:   2
  allowed: no `zones` beside `existing`: the existing subnets decide the zones
  mend:    remove `zones`

1 problem in deployment.yaml; nothing was written."""
    assert refusal(existing(*VPC, ROUTES, beside=("cidr: 10.0.0.0/16", "zones: 2"))) == message


def test_its_range_still_must_not_overlap(refusal: Refusal) -> None:
    message = """\
deployment.yaml:11: regions[1].cidr
  found:   10.1.0.0/16, which overlaps 10.1.0.0/16 of us-east-1
  allowed: a range that no other region uses: the VPCs are peered
  mend:    choose another range, such as 10.0.0.0/16

1 problem in deployment.yaml; nothing was written."""
    assert refusal(existing(*VPC, ROUTES, beside=("cidr: 10.1.0.0/16",))) == message


def test_a_range_that_no_vpc_has_is_refused(refusal: Refusal) -> None:
    message = """\
deployment.yaml:6: regions[0].cidr
  found:   10.0.0.0/8
  allowed: a range of /16 to /28, as every VPC has
  mend:    write the range of the VPC

deployment.yaml:11: regions[1].cidr
  found:   10.1.0.0/16, which overlaps 10.0.0.0/8 of us-east-1
  allowed: a range that no other region uses: the VPCs are peered
  mend:    choose another range, such as 172.16.0.0/16

2 problems in deployment.yaml; nothing was written."""
    assert refusal(existing(*VPC, ROUTES, beside=("cidr: 10.0.0.0/8",))) == message
