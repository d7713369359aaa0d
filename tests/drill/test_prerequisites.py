"""What an account must have before a stack plans."""

from typing import Any

from drill.local_aws import LocalAws
from drill.prerequisites import ExistingNetwork, ExistingZone, prerequisites

Json = dict[str, Any]

PROVIDERS = {
    "aws": [{"alias": "east", "region": "us-east-1"}, {"alias": "west", "region": "us-west-2"}],
}
EAST, WEST = "aws.east", "aws.west"


def document(data: Json | None = None, resource: Json | None = None) -> Json:
    return {"provider": PROVIDERS, "data": data or {}, "resource": resource or {}}


def test_a_stack_that_makes_everything_needs_nothing() -> None:
    found = prerequisites(
        document(resource={"aws_subnet": {"a": {"provider": EAST, "vpc_id": "${aws_vpc.a.id}"}}})
    )
    assert (found.zones, found.networks) == ((), ())


def test_zones_are_looked_up_by_name_once() -> None:
    public = {"provider": EAST, "name": "example.com", "private_zone": False}
    found = prerequisites(
        document(
            data={
                "aws_route53_zone": {
                    "one": public,
                    "two": public,
                    "three": {"provider": WEST, "name": "internal.example.com.", "private_zone": True},
                }
            }
        )
    )
    assert found.zones == (
        ExistingZone("example.com", private=False, region="us-east-1"),
        ExistingZone("internal.example.com", private=True, region="us-west-2"),
    )


def test_the_name_of_a_zone_that_is_named_by_id_is_what_its_records_share() -> None:
    record = {"provider": EAST, "zone_id": "Z0PRIVATE"}
    found = prerequisites(
        document(
            resource={
                "aws_route53_record": {
                    "one": {**record, "name": "api.internal.example.com"},
                    "two": {**record, "name": "www.internal.example.com"},
                }
            }
        )
    )
    assert found.zones == (
        ExistingZone("internal.example.com", private=True, region="us-east-1", zone_id="Z0PRIVATE"),
    )


def test_a_zone_with_a_validation_record_is_public() -> None:
    name = "${aws_acm_certificate.c.domain_validation_options[0].resource_record_name}"
    found = prerequisites(
        document(
            resource={
                "aws_acm_certificate": {"c": {"provider": EAST, "domain_name": "api.example.com"}},
                "aws_route53_record": {"v": {"provider": EAST, "zone_id": "Z0PUBLIC", "name": name}},
            }
        )
    )
    assert found.zones == (
        ExistingZone("example.com", private=False, region="us-east-1", zone_id="Z0PUBLIC"),
    )


def test_networks_are_collected_by_region() -> None:
    found = prerequisites(
        document(
            resource={
                "aws_vpc_endpoint": {
                    "e": {"provider": EAST, "vpc_id": "vpc-0e", "subnet_ids": ["subnet-0a", "subnet-0b"]}
                },
                "aws_route": {"r": {"provider": EAST, "route_table_id": "rtb-0e"}},
                "aws_vpc_peering_connection": {
                    "p": {
                        "provider": EAST,
                        "vpc_id": "vpc-0e",
                        "peer_vpc_id": "vpc-0f",
                        "peer_region": "us-west-2",
                    }
                },
                "aws_route53_zone_association": {
                    "z": {
                        "provider": EAST,
                        "vpc_id": "vpc-0f",
                        "vpc_region": "us-west-2",
                        "zone_id": "${x.y.id}",
                    }
                },
            }
        )
    )
    assert found.networks == (
        ExistingNetwork("vpc-0e", "us-east-1", ("subnet-0a", "subnet-0b"), ("rtb-0e",)),
        ExistingNetwork("vpc-0f", "us-west-2", (), ()),
    )


def test_what_is_planted_has_the_ids_that_the_stack_names(aws: LocalAws) -> None:
    found = prerequisites(
        document(
            data={"aws_route53_zone": {"z": {"provider": EAST, "name": "example.com"}}},
            resource={
                "aws_vpc_endpoint": {
                    "e": {"provider": WEST, "vpc_id": "vpc-0e", "subnet_ids": ["subnet-0a", "subnet-0b"]}
                },
                "aws_route": {"r": {"provider": WEST, "route_table_id": "rtb-0e"}},
                "aws_route53_record": {
                    "r": {"provider": EAST, "zone_id": "Z0PRIVATE", "name": "api.internal.test"}
                },
            },
        )
    )
    aws.plant(found)
    ec2, route53 = aws.client("ec2", "us-west-2"), aws.client("route53")
    subnets = ec2.describe_subnets(SubnetIds=["subnet-0a", "subnet-0b"])["Subnets"]
    assert {subnet["VpcId"] for subnet in subnets} == {"vpc-0e"}
    assert len({subnet["AvailabilityZone"] for subnet in subnets}) == 2
    [table] = ec2.describe_route_tables(RouteTableIds=["rtb-0e"])["RouteTables"]
    assert {each.get("SubnetId") for each in table["Associations"]} == {"subnet-0a", "subnet-0b"}
    dns = ec2.describe_vpc_attribute(VpcId="vpc-0e", Attribute="enableDnsHostnames")
    assert dns["EnableDnsHostnames"] == {"Value": True}
    zones = {zone["Name"]: zone for zone in route53.list_hosted_zones()["HostedZones"]}
    assert zones["example.com."]["Config"]["PrivateZone"] is False
    assert zones["internal.test."]["Id"] == "/hostedzone/Z0PRIVATE"
    assert zones["internal.test."]["Config"]["PrivateZone"] is True
