"""A VPC of private subnets: no internet gateway, no NAT, and a default security group that is closed."""

from ipaddress import IPv4Network
from itertools import islice

from cdktf import TerraformResourceLifecycle
from cdktf_cdktf_provider_aws.default_security_group import DefaultSecurityGroup
from cdktf_cdktf_provider_aws.route_table import RouteTable
from cdktf_cdktf_provider_aws.route_table_association import RouteTableAssociation
from cdktf_cdktf_provider_aws.subnet import Subnet
from cdktf_cdktf_provider_aws.vpc import Vpc
from constructs import Construct

from config.network import Network
from config.regions import Region
from constructs_lib.network.record import NetworkRecord
from constructs_lib.network.zones import zone_names
from constructs_lib.providers import RegionScope


class PrivateNetwork(Construct):
    """`aws_vpc`, one `aws_subnet` per zone, one `aws_route_table` for all, the closed default group.

    Both DNS switches are on: private hosted zones answer only in a VPC that has them.
    """

    def __init__(
        self, scope: Construct, id_: str, *, region: RegionScope, place: Region, network: Network
    ) -> None:
        """`place` gives the address range and the zones, `network` the size of a subnet."""
        super().__init__(scope, id_)
        provider = region.provider
        vpc = Vpc(
            self,
            "vpc",
            provider=provider,
            cidr_block=str(place.cidr),
            enable_dns_hostnames=True,
            enable_dns_support=True,
            tags=region.tags(Name=region.naming.name()),
        )
        vpc_id = vpc.id
        DefaultSecurityGroup(
            self, "default-group", provider=provider, vpc_id=vpc_id, tags=region.tags(Name="closed")
        )
        routes = RouteTable(
            self,
            "routes",
            provider=provider,
            vpc_id=vpc_id,
            tags=region.tags(Name=region.naming.name("private")),
        )
        routes_id = routes.id
        zones = zone_names(self, region=region, place=place)
        cidrs = subnet_cidrs(place.cidr, len(zones), network.subnet_prefix)
        subnet_ids: list[str] = []
        for index, (zone, cidr) in enumerate(zip(zones, cidrs, strict=True)):
            subnet_id = self._subnet(region, index, vpc_id=vpc_id, cidr=cidr, zone=zone)
            RouteTableAssociation(
                self,
                f"association-{index}",
                provider=provider,
                subnet_id=subnet_id,
                route_table_id=routes_id,
            )
            subnet_ids.append(subnet_id)
        self.record = NetworkRecord(
            region=region.name,
            vpc_id=vpc_id,
            cidr=str(place.cidr),
            subnet_ids=tuple(subnet_ids),
            route_table_ids=(routes_id,),
        )

    def _subnet(self, region: RegionScope, index: int, *, vpc_id: str, cidr: IPv4Network, zone: str) -> str:
        subnet = Subnet(
            self,
            f"private-{index}",
            provider=region.provider,
            vpc_id=vpc_id,
            cidr_block=str(cidr),
            availability_zone=zone,
            map_public_ip_on_launch=False,
            tags=region.tags(Name=region.naming.name("private", str(index))),
            # The list of zones that AWS answers grows; a new one must not move a subnet that is in use.
            lifecycle=TerraformResourceLifecycle(ignore_changes=["availability_zone"]),
        )
        return subnet.id


def subnet_cidrs(cidr: IPv4Network, count: int, prefix: int) -> list[IPv4Network]:
    """The first `count` subnets of `cidr` of that prefix length; validation has seen that they fit."""
    return list(islice(cidr.subnets(new_prefix=prefix), count))
