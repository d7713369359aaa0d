"""The public zone of a deployment's names."""

from cdktf import Fn
from cdktf_cdktf_provider_aws.data_aws_route53_zone import DataAwsRoute53Zone
from cdktf_cdktf_provider_aws.route53_record import Route53Record
from cdktf_cdktf_provider_aws.route53_zone import Route53Zone
from constructs import Construct

from config.routing_zone import PublicZone as PublicZoneConfig
from constructs_lib.dns.dnssec import ZoneSigning
from constructs_lib.dns.hosted_zone import HostedZone, RecordSet
from constructs_lib.providers import RegionScope

CAA_TTL_SECONDS = 3600
"""Authorities look when they issue; an hour is how long a change may take to reach them."""


class PublicZone(Construct):
    """`aws_route53_zone`, or one that is looked up by name or given by id; its CAA record and its signing."""

    def __init__(self, scope: Construct, id_: str, *, edge: RegionScope, zone: PublicZoneConfig) -> None:
        """`edge` is us-east-1 in the zone's account (`Providers.dns`)."""
        super().__init__(scope, id_)
        self.name_servers: list[str] | None = None
        """What the parent zone has to delegate to; None for a zone given by id: it is delegated already."""
        self.id: str = zone.zone_id or self._found(edge, zone)
        self.hosted = HostedZone(id=self.id, name=zone.name, private=False, provider=edge.provider)
        """Where routed names stand."""
        self.ds_record: str | None = None
        """What the parent zone has to hold for the signatures to be trusted; None without DNSSEC."""
        if zone.certificate_authorities:
            self._caa(edge, zone)
        if zone.dnssec:
            self.ds_record = ZoneSigning(
                self, "signing", edge=edge, zone_id=self.id, zone_name=zone.name
            ).ds_record

    def _found(self, edge: RegionScope, zone: PublicZoneConfig) -> str:
        found: Route53Zone | DataAwsRoute53Zone
        if zone.lookup_zone:
            found = DataAwsRoute53Zone(
                self, "existing", provider=edge.provider, name=zone.name, private_zone=False
            )
        else:
            found = Route53Zone(
                self,
                "zone",
                provider=edge.provider,
                name=zone.name,
                comment=f"Public names of {edge.naming.name()}",
                tags=edge.tags(Name=zone.name),
            )
        self.name_servers = found.name_servers
        return found.zone_id

    def _caa(self, edge: RegionScope, zone: PublicZoneConfig) -> None:
        self.hosted.take([RecordSet(name=zone.name, type="CAA", policy="simple")])
        lines = [f'0 issue "{authority}"' for authority in zone.certificate_authorities]
        if zone.caa_report_to:
            lines.append(f'0 iodef "mailto:{zone.caa_report_to}"')
        Route53Record(
            self,
            "caa",
            provider=edge.provider,
            zone_id=self.id,
            name=zone.name,
            type="CAA",
            ttl=CAA_TTL_SECONDS,
            records=lines,
        )

    @property
    def delegation(self) -> str | None:
        """The name servers as one line, for an output that scripts read."""
        return None if self.name_servers is None else Fn.join(" ", self.name_servers)
