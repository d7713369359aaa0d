"""The records that lead to a distribution."""

from collections.abc import Sequence

from constructs import Construct

from constructs_lib.dns.hosted_zone import HostedZone
from constructs_lib.dns.policy import Simple
from constructs_lib.dns.routed_name import RoutedName
from constructs_lib.dns.target import DUAL_STACK, IPV4, CloudFrontAlias
from constructs_lib.providers import RegionScope


class SiteRecords(Construct):
    """An alias A, and with IPv6 an AAAA, for each name: at a zone's apex as well (F5), and free of charge.

    None of them chooses anything: there is one distribution (F15), which has no health that Route 53 could
    evaluate (F7).
    """

    def __init__(
        self,
        scope: Construct,
        id_: str,
        *,
        edge: RegionScope,
        zone: HostedZone,
        names: Sequence[str],
        distribution_name: str,
        ipv6: bool,
    ) -> None:
        super().__init__(scope, id_)
        target = CloudFrontAlias(dns_name=distribution_name, record_types=DUAL_STACK if ipv6 else IPV4)
        for name in names:
            RoutedName(self, name, edge=edge, zone=zone, name=name, policy=Simple(target=target))
