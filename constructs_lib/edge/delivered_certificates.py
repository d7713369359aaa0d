"""The certificates of an application behind an edge: its load balancers' and the edge's own."""

from collections.abc import Mapping
from dataclasses import dataclass

from constructs import Construct

from config.delivered_domain import DeliveredDomain
from constructs_lib.dns.hosted_zone import HostedZone
from constructs_lib.dns.public_certificates import PublicCertificates
from constructs_lib.providers import GLOBAL_EDGE_REGION, RegionScope


@dataclass(frozen=True, kw_only=True)
class DeliveredCertificates:
    """ARNs of certificates that can be used."""

    entrances: Mapping[str, str]
    """The load balancers', by region."""
    edge: str
    """One of us-east-1 (F17)."""


def delivered_certificates(
    scope: Construct,
    id_: str,
    *,
    edge: RegionScope,
    scopes: Mapping[str, RegionScope],
    zone: HostedZone,
    domain: DeliveredDomain,
) -> DeliveredCertificates:
    """Those that the domain gives, and `PublicCertificates` at `id_` for the rest, with both names in each.

    Where us-east-1 is one of the regions, one certificate serves its load balancer and the edge.
    """
    given = domain.certificate_arns
    for_edge = domain.edge_certificate_arn or given.get(GLOBAL_EDGE_REGION)
    wanted = {name: region for name, region in scopes.items() if name not in given}
    if not for_edge:
        wanted.setdefault(GLOBAL_EDGE_REGION, edge)
    requested: Mapping[str, str] = {}
    if wanted:
        requested = PublicCertificates(
            scope,
            id_,
            edge=edge,
            regions=list(wanted.values()),
            zone=zone,
            name=domain.name,
            also=[domain.origin],
        ).arns
    return DeliveredCertificates(
        entrances={**requested, **given}, edge=for_edge or requested[GLOBAL_EDGE_REGION]
    )
