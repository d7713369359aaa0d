"""VPC peering: each side has tags of its own."""

import copy

from moto.ec2.models import EC2Backend
from moto.ec2.models.vpc_peering_connections import VPCPeeringConnection

from drill.extensions.registry import extends

_moto_describe = EC2Backend.describe_vpc_peering_connections


@extends(
    EC2Backend,
    "describe_vpc_peering_connections",
    service="ec2",
    action="DescribeVpcPeeringConnections",
    reason="each side is tagged in its own region; moto shows the requester's tags to both",
)
def _describe(self: EC2Backend, vpc_peering_ids: list[str] | None = None) -> list[VPCPeeringConnection]:
    sides = [copy.copy(each) for each in _moto_describe(self, vpc_peering_ids)]
    for side in sides:
        side.ec2_backend = self
    return sides
