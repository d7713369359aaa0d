"""Everything at the edge of a site: its policies, its distribution, and what stands beside it."""

from collections.abc import Mapping, Sequence

from constructs import Construct

from config.edge import Edge
from config.edge_routing import EdgeRouting, GeolocationPolicy, WeightedPolicy
from constructs_lib.edge.access_log import EdgeAccessLog
from constructs_lib.edge.distribution import Content, EdgeDistribution, RegionOrigin
from constructs_lib.edge.firewall import EdgeFirewall
from constructs_lib.edge.policies import CHOSEN_REGION, CountryRequestPolicy, ResponseHeaders, SiteCachePolicy
from constructs_lib.edge.router import EdgeRouter
from constructs_lib.providers import RegionScope
from constructs_lib.storage.content_bucket import BucketRecord


class SiteEdge(Construct):
    """An `EdgeDistribution` with its policies and, where they are asked for, its firewall and access log."""

    def __init__(
        self,
        scope: Construct,
        id_: str,
        *,
        edge: RegionScope,
        settings: Edge,
        routing: EdgeRouting,
        names: Sequence[str],
        certificate_arn: str,
        buckets: Mapping[str, BucketRecord],
        router: EdgeRouter,
        keep_logs_days: int,
    ) -> None:
        """`buckets` by region, in the order in which they stand in for each other."""
        super().__init__(scope, id_)
        self._edge, self._settings = edge, settings
        firewall = (
            EdgeFirewall(self, "firewall", edge=edge, firewall=settings.firewall)
            if settings.firewall.enabled
            else None
        )
        self.distribution = EdgeDistribution(
            self,
            "site",
            edge=edge,
            settings=settings,
            names=names,
            certificate_arn=certificate_arn,
            origins=[self._origin(region, bucket) for region, bucket in buckets.items()],
            content=self._content(router, routing),
            firewall_arn=firewall.arn if firewall else None,
        )
        if settings.access_logs:
            EdgeAccessLog(
                self,
                "access-log",
                edge=edge,
                distribution_arn=self.distribution.arn,
                keep_days=keep_logs_days,
            )

    def _origin(self, region: str, bucket: BucketRecord) -> RegionOrigin:
        headers = ResponseHeaders(
            self,
            f"headers-{region}",
            edge=self._edge,
            what=region,
            headers=self._settings.headers,
            also={CHOSEN_REGION: region, "cache-control": "no-store"},
        )
        return RegionOrigin(region=region, domain_name=bucket.domain_name, headers_policy_id=headers.id)

    def _content(self, router: EdgeRouter, routing: EdgeRouting) -> Content:
        settings, edge = self._settings, self._edge
        by_region = isinstance(routing, WeightedPolicy | GeolocationPolicy)
        cache = SiteCachePolicy(self, "cache", edge=edge, cache=settings.cache, by_region=by_region)
        headers = ResponseHeaders(
            self, "headers", edge=edge, what="content", headers=settings.headers, also={}
        )
        country = (
            CountryRequestPolicy(self, "country", edge=edge)
            if isinstance(routing, GeolocationPolicy)
            else None
        )
        return Content(
            cache_policy_id=cache.id,
            headers_policy_id=headers.id,
            request_policy_id=country.id if country else None,
            request_function_arn=router.request_function_arn,
            response_function_arn=router.response_function_arn,
        )
