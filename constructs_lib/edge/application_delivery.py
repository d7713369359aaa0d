"""Everything at the edge of an application in two regions."""

from collections.abc import Mapping

from constructs import Construct

from config.content_delivery import ContentDelivery
from constructs_lib.dns.hosted_zone import HostedZone
from constructs_lib.edge.access_log import EdgeAccessLog
from constructs_lib.edge.delivery_distribution import ORIGIN_ID, DeliveryDistribution
from constructs_lib.edge.delivery_firewall import DeliveryFirewall
from constructs_lib.edge.delivery_headers import DeliveryHeaders
from constructs_lib.edge.header_rotation import HeaderRotation
from constructs_lib.edge.origin_header import OriginHeader
from constructs_lib.edge.site_records import SiteRecords
from constructs_lib.edge.watched_distribution import WatchedDistribution
from constructs_lib.monitoring.watched import Watched
from constructs_lib.providers import RegionScope


class ApplicationDelivery(Construct):
    """The distribution over a failover name, its firewall, headers, access log and records, and the secret by
    which the load balancers behind it know it.

    All of it is global or in us-east-1 (F17), and takes nothing from the regions but what their load
    balancers are called: it can be planned while one of them is down (F29).
    """

    def __init__(
        self,
        scope: Construct,
        id_: str,
        *,
        edge: RegionScope,
        settings: ContentDelivery,
        zone: HostedZone,
        name: str,
        origin_name: str,
        certificate_arn: str,
        load_balancers: Mapping[str, str],
        log_retention_days: int,
    ) -> None:
        """`name` is what visitors use, and gets its records here; `origin_name` the one whose failover
        records lead to the load balancers, which are made elsewhere. `certificate_arn` is for `name`, in
        us-east-1. `load_balancers`: each region's, by the name that `load_balancer_name` gives.
        """
        super().__init__(scope, id_)
        firewall = (
            DeliveryFirewall(
                self,
                "firewall",
                edge=edge,
                rules=settings.firewall.edge,
                log_retention_days=log_retention_days,
            )
            if settings.firewall.edge.enabled
            else None
        )
        firewall_arn = firewall.arn if firewall else None
        header = OriginHeader(self, "header", edge=edge)
        headers = DeliveryHeaders(self, "headers", edge=edge, headers=settings.headers)
        self.distribution = DeliveryDistribution(
            self,
            "application",
            edge=edge,
            settings=settings,
            name=name,
            origin_name=origin_name,
            certificate_arn=certificate_arn,
            header_value=header.value,
            headers_policy_id=headers.id,
            firewall_arn=firewall_arn,
        )
        """Its `id`, `arn`, `domain_name` and `hosted_zone_id`."""
        if settings.access_logs:
            EdgeAccessLog(
                self,
                "access-log",
                edge=edge,
                distribution_arn=self.distribution.arn,
                keep_days=settings.keep_logs_days,
            )
        SiteRecords(
            self,
            "records",
            edge=edge,
            zone=zone,
            names=[name],
            distribution_name=self.distribution.domain_name,
            ipv6=settings.ipv6,
        )
        rotation = HeaderRotation(
            self,
            "rotation",
            edge=edge,
            secret_arn=header.arn,
            distribution_id=self.distribution.id,
            distribution_arn=self.distribution.arn,
            origin_id=ORIGIN_ID,
            firewall_arn=firewall_arn,
            load_balancers=load_balancers,
            days=settings.rotate_header_days,
            log_retention_days=log_retention_days,
        )
        self.secret_arn: str = header.arn
        self.rotation_name: str = rotation.name
        """The function's name."""
        self.watched: tuple[Watched, ...] = (
            WatchedDistribution(what="edge", id=self.distribution.id),
            *rotation.watched,
        )
        """For the monitoring in us-east-1 (F17)."""
