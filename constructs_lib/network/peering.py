"""Peering between two regions, one construct for each side, so that each can live in its own state (F29)."""

from cdktf_cdktf_provider_aws.route import Route
from cdktf_cdktf_provider_aws.vpc_peering_connection import VpcPeeringConnection
from cdktf_cdktf_provider_aws.vpc_peering_connection_accepter import VpcPeeringConnectionAccepterA
from constructs import Construct

from constructs_lib.network.record import NetworkRecord, Peering
from constructs_lib.providers import RegionScope


class PeeringRequest(Construct):
    """`aws_vpc_peering_connection`: asks the other region's VPC. Nothing flows until it accepts."""

    def __init__(
        self, scope: Construct, id_: str, *, region: RegionScope, own: NetworkRecord, other: NetworkRecord
    ) -> None:
        super().__init__(scope, id_)
        connection = VpcPeeringConnection(
            self,
            "connection",
            provider=region.provider,
            vpc_id=own.vpc_id,
            peer_vpc_id=other.vpc_id,
            peer_region=other.region,
            auto_accept=False,  # a request across regions can be accepted only in the other one
            tags=region.tags(Name=region.naming.name("to", other.region)),
        )
        self.requested = Peering(connection_id=connection.id)


class PeeringAcceptance(Construct):
    """`aws_vpc_peering_connection_accepter`: the other side's agreement."""

    def __init__(
        self, scope: Construct, id_: str, *, region: RegionScope, requested: Peering, requester: NetworkRecord
    ) -> None:
        super().__init__(scope, id_)
        accepter = VpcPeeringConnectionAccepterA(
            self,
            "accepter",
            provider=region.provider,
            vpc_peering_connection_id=requested.connection_id,
            auto_accept=True,
            tags=region.tags(Name=region.naming.name("from", requester.region)),
        )
        self.agreed = Peering(connection_id=accepter.id)
        """The same connection; whoever uses this waits until it can carry traffic."""


class PeeringRoutes(Construct):
    """One `aws_route` per route table of a region to one other region's address range."""

    def __init__(
        self,
        scope: Construct,
        id_: str,
        *,
        region: RegionScope,
        own: NetworkRecord,
        other: NetworkRecord,
        peering: Peering,
    ) -> None:
        super().__init__(scope, id_)
        for index, table in enumerate(own.route_table_ids):
            Route(
                self,
                f"route-{index}",
                provider=region.provider,
                route_table_id=table,
                destination_cidr_block=other.cidr,
                vpc_peering_connection_id=peering.connection_id,
            )
