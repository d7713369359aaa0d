"""The private zone that answers in every region's VPC."""

from collections.abc import Sequence

from cdktf_cdktf_provider_aws.data_aws_route53_zone import DataAwsRoute53Zone
from cdktf_cdktf_provider_aws.route53_vpc_association_authorization import (
    Route53VpcAssociationAuthorization,
)
from cdktf_cdktf_provider_aws.route53_zone import Route53Zone, Route53ZoneVpc
from cdktf_cdktf_provider_aws.route53_zone_association import Route53ZoneAssociation
from constructs import Construct

from config.domain import PrivateDomain
from constructs_lib.dns.hosted_zone import HostedZone
from constructs_lib.network.record import NetworkRecord
from constructs_lib.providers import RegionScope


class PrivateZone(Construct):
    """`aws_route53_zone` with every region's VPC; or one that exists, with an association for each VPC, and,
    where it is another account's, an authorization before it.

    Which VPC is the primary's makes no difference: when regions change roles, each goes on resolving.
    """

    def __init__(
        self,
        scope: Construct,
        id_: str,
        *,
        edge: RegionScope,
        domain: PrivateDomain,
        networks: Sequence[NetworkRecord],
        owner: RegionScope | None = None,
    ) -> None:
        """`edge` is in the VPCs' account. `owner` is in the existing zone's, where that is another; a zone
        that is created is always the VPCs' account's.
        """
        super().__init__(scope, id_)
        owner = edge if domain.creates_zone or owner is None else owner
        if domain.zone_id:
            self.id: str = domain.zone_id
        elif domain.lookup_zone:
            found = DataAwsRoute53Zone(
                self, "existing", provider=owner.provider, name=domain.zone, private_zone=True
            )
            self.id = found.zone_id
        else:
            self.id = self._created(edge, domain, networks)
        self.hosted = HostedZone(id=self.id, name=domain.zone, private=True, provider=owner.provider)
        """Where routed names stand."""
        if not domain.creates_zone:
            new = [each for each in networks if each.region not in domain.associated_regions]
            self._associate(edge, owner, new)

    def _created(self, edge: RegionScope, domain: PrivateDomain, networks: Sequence[NetworkRecord]) -> str:
        zone = Route53Zone(
            self,
            "zone",
            provider=edge.provider,
            name=domain.zone,
            comment=f"Regions of {domain.name}",
            vpc=[Route53ZoneVpc(vpc_id=network.vpc_id, vpc_region=network.region) for network in networks],
            tags=edge.tags(Name=domain.zone),
        )
        return zone.zone_id

    def _associate(self, edge: RegionScope, owner: RegionScope, networks: Sequence[NetworkRecord]) -> None:
        """By the VPCs' account: the zone's may only authorize."""
        for network in networks:
            authorized = [] if owner is edge else [self._authorization(owner, network)]
            Route53ZoneAssociation(
                self,
                f"association-{network.region}",
                provider=edge.provider,
                zone_id=self.id,
                vpc_id=network.vpc_id,
                vpc_region=network.region,
                depends_on=authorized or None,
            )

    def _authorization(
        self, owner: RegionScope, network: NetworkRecord
    ) -> Route53VpcAssociationAuthorization:
        return Route53VpcAssociationAuthorization(
            self,
            f"authorization-{network.region}",
            provider=owner.provider,
            zone_id=self.id,
            vpc_id=network.vpc_id,
            vpc_region=network.region,
        )
