"""Network ACLs of a VPC of tiers: a second, coarse fence behind the security groups.

They are stateless, so each lets answers in and out too: from and to the ports that clients take.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypedDict

from cdktf_cdktf_provider_aws.network_acl import NetworkAcl, NetworkAclEgress, NetworkAclIngress
from constructs import Construct

from constructs_lib.network.tier_record import TieredNetworkRecord
from constructs_lib.providers import RegionScope

ANYWHERE = "0.0.0.0/0"
HTTP, HTTPS = 80, 443
FIRST_CLIENT_PORT, LAST_PORT = 1024, 65535
"""Load balancers, NAT gateways and hosts of every kind take their own end's port from this range."""
FIRST_RULE, STEP = 100, 10


@dataclass(frozen=True, kw_only=True)
class Opening:
    """TCP ports, open to one address range."""

    cidr: str
    first: int = 1
    last: int = LAST_PORT


class _Rule(TypedDict):
    rule_no: int
    action: str
    protocol: str
    cidr_block: str
    from_port: int
    to_port: int


ANSWERS = Opening(cidr=ANYWHERE, first=FIRST_CLIENT_PORT)
WEB = tuple(Opening(cidr=ANYWHERE, first=port, last=port) for port in (HTTP, HTTPS))
ALL = Opening(cidr=ANYWHERE)


class AccessLists(Construct):
    """`aws_network_acl` for each tier.

    Public: HTTP and HTTPS in from everywhere. Private: in from the VPC only. Both: answers in, and TCP out;
    to which ports is for the security groups to say. Data: in and out to private and data subnets only.
    Replication between regions does not pass here: RDS has a network of its own for it.
    """

    def __init__(
        self, scope: Construct, id_: str, *, region: RegionScope, network: TieredNetworkRecord
    ) -> None:
        super().__init__(scope, id_)
        self._region = region
        self._vpc_id = network.vpc_id
        inside = Opening(cidr=network.cidr)
        data = [Opening(cidr=cidr) for cidr in (*network.private.cidrs, *network.data.cidrs)]
        self._list("public", network.public.subnet_ids, into=[*WEB, inside, ANSWERS], out=[ALL])
        self._list("private", network.private.subnet_ids, into=[inside, ANSWERS], out=[ALL])
        self._list("data", network.data.subnet_ids, into=data, out=data)

    def _list(
        self, tier: str, subnet_ids: Sequence[str], *, into: Sequence[Opening], out: Sequence[Opening]
    ) -> None:
        NetworkAcl(
            self,
            tier,
            provider=self._region.provider,
            vpc_id=self._vpc_id,
            subnet_ids=list(subnet_ids),
            ingress=[
                *(NetworkAclIngress(**rule) for rule in _rules(into)),
                NetworkAclIngress(**_TOO_LARGE, icmp_type=3, icmp_code=4),
            ],
            egress=[
                *(NetworkAclEgress(**rule) for rule in _rules(out)),
                NetworkAclEgress(**_TOO_LARGE, icmp_type=3, icmp_code=4),
            ],
            tags=self._region.tags(Name=self._region.naming.name(tier)),
        )


_TOO_LARGE = _Rule(rule_no=1000, action="allow", protocol="icmp", cidr_block=ANYWHERE, from_port=0, to_port=0)
"""ICMP's "fragmentation needed": without it connections over a narrower path stall for ever."""


def _rules(openings: Sequence[Opening]) -> list[_Rule]:
    return [
        _Rule(
            rule_no=FIRST_RULE + STEP * index,
            action="allow",
            protocol="tcp",
            cidr_block=opening.cidr,
            from_port=opening.first,
            to_port=opening.last,
        )
        for index, opening in enumerate(openings)
    ]
