"""A VPC of three tiers over two to four zones: public, private and data subnets."""

from collections.abc import Sequence

from cdktf import ITerraformDependable, TerraformResourceLifecycle
from cdktf_cdktf_provider_aws.default_security_group import DefaultSecurityGroup
from cdktf_cdktf_provider_aws.internet_gateway import InternetGateway
from cdktf_cdktf_provider_aws.route import Route
from cdktf_cdktf_provider_aws.route_table import RouteTable
from cdktf_cdktf_provider_aws.route_table_association import RouteTableAssociation
from cdktf_cdktf_provider_aws.subnet import Subnet
from cdktf_cdktf_provider_aws.vpc import Vpc
from constructs import Construct

from config.network_tiers import NetworkTiers, Tier, tier_cidrs
from config.regions import Region
from constructs_lib.network.access_list import ANYWHERE, AccessLists
from constructs_lib.network.endpoints import GatewayEndpoints, InterfaceEndpoints
from constructs_lib.network.flow_log import VpcFlowLog
from constructs_lib.network.nat import Nat
from constructs_lib.network.tier_record import TieredNetworkRecord, TierRecord
from constructs_lib.network.zones import zone_names
from constructs_lib.providers import RegionScope


class TieredNetwork(Construct):
    """The VPC with its subnets, gateways, routes, access lists, endpoints and flow log; the default security
    group closed.

    Private subnets have a route table each, so that each can use the NAT gateway of its own zone; data
    subnets share one that leads nowhere. What differs between a primary and a standby region is added or
    removed by a change of roles; nothing is replaced.
    """

    def __init__(
        self,
        scope: Construct,
        id_: str,
        *,
        region: RegionScope,
        place: Region,
        tiers: NetworkTiers,
        log_retention_days: int,
    ) -> None:
        """`place` gives range, zones and role; `log_retention_days` is for the flow log."""
        super().__init__(scope, id_)
        self._region = region
        vpc = Vpc(
            self,
            "vpc",
            provider=region.provider,
            cidr_block=str(place.cidr),
            enable_dns_hostnames=True,  # interface endpoints answer to the services' own names only with both
            enable_dns_support=True,
            tags=self._tags(),
        )
        self._vpc_id: str = vpc.id
        DefaultSecurityGroup(
            self,
            "default-group",
            provider=region.provider,
            vpc_id=self._vpc_id,
            tags=region.tags(Name="closed"),
        )
        internet_gateway = InternetGateway(
            self, "internet", provider=region.provider, vpc_id=self._vpc_id, tags=self._tags()
        )
        zones = zone_names(self, region=region, place=place)
        self.record = TieredNetworkRecord(
            region=region.name,
            vpc_id=internet_gateway.vpc_id,
            cidr=str(place.cidr),
            public=self._tier("public", place, tiers, zones),
            private=self._tier("private", place, tiers, zones),
            data=self._tier("data", place, tiers, zones),
        )
        """What other constructs need to know of the VPC."""
        public_table = self._table("public", self.record.public.subnet_ids)
        private_tables = [
            self._table(f"private-{index}", [subnet_id])
            for index, subnet_id in enumerate(self.record.private.subnet_ids)
        ]
        self._table("data", self.record.data.subnet_ids)
        internet = self._route(
            "to-internet", table=public_table, gateway_id=internet_gateway.id, nat_gateway_id=None
        )
        ways_out = tiers.ways_out(place.role)
        gateways = GatewayEndpoints(
            self,
            "gateways",
            region=region,
            vpc_id=self._vpc_id,
            route_table_ids=[public_table, *private_tables],
        )
        self.ways_out: Sequence[ITerraformDependable] = (
            internet,
            *gateways.endpoints,
            *self._nat(ways_out.nat, private_tables, internet),
            *self._interfaces(ways_out.endpoints),
        )
        """What has to be there before an instance in a private subnet can start well."""
        AccessLists(self, "access", region=region, network=self.record)
        VpcFlowLog(
            self,
            "flow-log",
            region=region,
            vpc_id=self._vpc_id,
            traffic=tiers.flow_logs,
            retention_days=log_retention_days,
        )

    def _tags(self, *what: str) -> dict[str, str]:
        return self._region.tags(Name=self._region.naming.name(*what))

    def _tier(self, tier: Tier, place: Region, tiers: NetworkTiers, zones: Sequence[str]) -> TierRecord:
        cidrs = [str(cidr) for cidr in tier_cidrs(place.cidr, tiers, tier, len(zones))]
        subnets = [
            Subnet(
                self,
                f"{tier}-{index}",
                provider=self._region.provider,
                vpc_id=self._vpc_id,
                cidr_block=cidr,
                availability_zone=zone,
                map_public_ip_on_launch=False,
                tags=self._tags(tier, str(index)),
                # The list of zones that AWS answers grows; a new one must not move a subnet that is in use.
                lifecycle=TerraformResourceLifecycle(ignore_changes=["availability_zone"]),
            )
            for index, (zone, cidr) in enumerate(zip(zones, cidrs, strict=True))
        ]
        return TierRecord(subnet_ids=tuple(subnet.id for subnet in subnets), cidrs=tuple(cidrs))

    def _table(self, what: str, subnet_ids: Sequence[str]) -> str:
        table = RouteTable(
            self,
            f"routes-{what}",
            provider=self._region.provider,
            vpc_id=self._vpc_id,
            tags=self._tags(what),
        )
        table_id: str = table.id
        for index, subnet_id in enumerate(subnet_ids):
            RouteTableAssociation(
                self,
                f"association-{what}-{index}",
                provider=self._region.provider,
                subnet_id=subnet_id,
                route_table_id=table_id,
            )
        return table_id

    def _route(self, id_: str, *, table: str, gateway_id: str | None, nat_gateway_id: str | None) -> Route:
        return Route(
            self,
            id_,
            provider=self._region.provider,
            route_table_id=table,
            destination_cidr_block=ANYWHERE,
            gateway_id=gateway_id,
            nat_gateway_id=nat_gateway_id,
        )

    def _nat(self, how: str, private_tables: Sequence[str], internet: Route) -> list[ITerraformDependable]:
        if how == "none":
            return []
        subnets = self.record.public.subnet_ids if how == "per_zone" else self.record.public.subnet_ids[:1]
        gateways = [
            Nat(self, f"nat-{index}", region=self._region, subnet_id=subnet_id, internet=internet).id
            for index, subnet_id in enumerate(subnets)
        ]
        return [
            self._route(
                f"to-nat-{index}",
                table=table,
                gateway_id=None,
                nat_gateway_id=gateways[min(index, len(gateways) - 1)],
            )
            for index, table in enumerate(private_tables)
        ]

    def _interfaces(self, services: Sequence[str]) -> list[ITerraformDependable]:
        if not services:
            return []
        interfaces = InterfaceEndpoints(
            self, "interfaces", region=self._region, network=self.record, services=services
        )
        return interfaces.endpoints
