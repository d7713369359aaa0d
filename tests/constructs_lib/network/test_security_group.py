"""Who may open a connection to a region's entrance, and to what the probe may open one."""

import pytest

from constructs_lib.testing import Block, Template

HTTPS = {"ip_protocol": "tcp", "from_port": 443, "to_port": 443}
RANGES = {"us-east-1": "10.0.0.0/16", "us-west-2": "10.1.0.0/16", "eu-west-1": "10.2.0.0/16"}


def rules(template: Template, type_: str, group: Block) -> list[Block]:
    """The rules of a security group in one direction."""
    return [
        block for block in template.resources(type_) if block.body.get("security_group_id") == group.ref("id")
    ]


@pytest.mark.parametrize("region", list(RANGES))
def test_the_entrance_admits_https_from_every_regions_range_and_from_nothing_else(
    three_regions: Template, region: str
) -> None:
    """A client of a failed region comes over the peering, from its own range (F2)."""
    entrance = three_regions.only("aws_security_group", f"{region}/service/entrance")
    admitted = rules(three_regions, "aws_vpc_security_group_ingress_rule", entrance)

    assert {rule["cidr_ipv4"] for rule in admitted} == set(RANGES.values())
    assert len(admitted) == len(RANGES)
    for rule in admitted:
        rule.expect(provider=region.replace("-", "_"), **HTTPS)


def test_the_entrance_opens_no_connection_itself(two_regions: Template) -> None:
    entrance = two_regions.only("aws_security_group", "us-east-1/service/entrance")

    assert rules(two_regions, "aws_vpc_security_group_egress_rule", entrance) == []


def test_the_probe_may_open_https_to_the_entrance_only(two_regions: Template) -> None:
    entrance = two_regions.only("aws_security_group", "us-east-1/service/entrance")
    probe = two_regions.only("aws_security_group", "us-east-1/service/probe-group")
    (way_out,) = rules(two_regions, "aws_vpc_security_group_egress_rule", probe)

    way_out.expect(
        provider="us_east_1", referenced_security_group_id=entrance.ref("id"), cidr_ipv4=None, **HTTPS
    )


def test_nobody_may_open_a_connection_to_the_probe(two_regions: Template) -> None:
    probe = two_regions.only("aws_security_group", "us-east-1/service/probe-group")

    assert rules(two_regions, "aws_vpc_security_group_ingress_rule", probe) == []


@pytest.mark.parametrize("inline", ["ingress", "egress"])
def test_groups_hold_no_inline_rules_that_would_fight_the_separate_ones(
    two_regions: Template, inline: str
) -> None:
    found = [group.path for group in two_regions.resources("aws_security_group") if inline in group.body]

    assert found == []


@pytest.mark.parametrize("region", ["us-east-1", "us-west-2"])
def test_groups_stand_in_their_regions_vpc(two_regions: Template, region: str) -> None:
    groups = [
        block
        for block in two_regions.resources("aws_security_group")
        if block.provider == region.replace("-", "_")
    ]

    assert {group["vpc_id"] for group in groups} == {two_regions.only("aws_vpc", region).ref("id")}
