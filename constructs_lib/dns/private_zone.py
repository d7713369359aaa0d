"""The private zone that answers in every region's VPC."""

from collections.abc import Sequence

from cdktf import TerraformResourceLifecycle
from cdktf_cdktf_provider_aws.data_aws_route53_zone import DataAwsRoute53Zone
from cdktf_cdktf_provider_aws.route53_zone import Route53Zone, Route53ZoneVpc
from cdktf_cdktf_provider_aws.route53_zone_association import Route53ZoneAssociation
from constructs import Construct

from config.domain import PrivateDomain
from constructs_lib.dns.hosted_zone import HostedZone
from constructs_lib.network.record import NetworkRecord
from constructs_lib.providers import RegionScope


class PrivateZone(Construct):
    """`aws_route53_zone` (or one that exists) and `aws_route53_zone_association` for each further VPC.

    A private zone is made with its first VPC; the others are associated one by one, so that a region's
    own state can hold its association (F29). The zone therefore ignores its list of VPCs.
    """

    def __init__(
        self,
        scope: Construct,
        id_: str,
        *,
        edge: RegionScope,
        domain: PrivateDomain,
        networks: Sequence[NetworkRecord],
    ) -> None:
        """`networks` begin with the primary region's."""
        super().__init__(scope, id_)
        associated = {*domain.associated_regions}
        if domain.zone_id:
            self.id: str = domain.zone_id
        elif domain.lookup_zone:
            found = DataAwsRoute53Zone(
                self, "existing", provider=edge.provider, name=domain.zone, private_zone=True
            )
            self.id = found.zone_id
        else:
            self.id = self._created(edge, domain, networks[0])
            associated.add(networks[0].region)
        self.hosted = HostedZone(id=self.id, name=domain.zone, private=True)
        """Where routed names stand."""
        for network in networks:
            if network.region not in associated:
                Route53ZoneAssociation(
                    self,
                    f"association-{network.region}",
                    provider=edge.provider,
                    zone_id=self.id,
                    vpc_id=network.vpc_id,
                    vpc_region=network.region,
                )

    def _created(self, edge: RegionScope, domain: PrivateDomain, first: NetworkRecord) -> str:
        zone = Route53Zone(
            self,
            "zone",
            provider=edge.provider,
            name=str(domain.zone),
            comment=f"Regions of {domain.name}",
            vpc=[Route53ZoneVpc(vpc_id=first.vpc_id, vpc_region=first.region)],
            tags=edge.tags(Name=str(domain.zone)),
            lifecycle=TerraformResourceLifecycle(ignore_changes=["vpc"]),
        )
        return zone.zone_id
