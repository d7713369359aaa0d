"""The distribution of an application: one origin, which is a name that fails over."""

from cdktf_cdktf_provider_aws.cloudfront_distribution import (
    CloudfrontDistribution,
    CloudfrontDistributionCustomErrorResponse,
    CloudfrontDistributionDefaultCacheBehavior,
    CloudfrontDistributionOrderedCacheBehavior,
    CloudfrontDistributionOrigin,
    CloudfrontDistributionOriginCustomHeader,
    CloudfrontDistributionOriginCustomOriginConfig,
    CloudfrontDistributionRestrictions,
    CloudfrontDistributionRestrictionsGeoRestriction,
    CloudfrontDistributionViewerCertificate,
)
from constructs import Construct

from config.content_delivery import ContentDelivery
from constructs_lib.compute.origin_lock import HEADER
from constructs_lib.edge.distribution import LEAST_TLS, LONGEST_COMMENT
from constructs_lib.edge.policies import CACHING_DISABLED
from constructs_lib.naming import shortened
from constructs_lib.providers import RegionScope

ORIGIN_ID = "application"
CACHING_OPTIMIZED = "658327ea-f89d-4fab-a63d-7e88639e58f6"
"""AWS's own cache policy `Managed-CachingOptimized`, the same in every account."""
ALL_VIEWER = "216adef6-5c7f-47e4-b989-5492eafa07d3"
"""AWS's own origin request policy `Managed-AllViewer`: all that the visitor sent, the Host header too."""
HOST_ONLY = "bf0718e1-ba1e-49d1-88b1-f726733018ae"
"""AWS's own origin request policy `Managed-HostHeaderOnly`."""
READ_METHODS = ["GET", "HEAD"]
CACHED_METHODS = [*READ_METHODS, "OPTIONS"]
ALL_METHODS = ["DELETE", *CACHED_METHODS, "PATCH", "POST", "PUT"]
ERROR_CODES = (400, 403, 404, 405, 414, 416, 500, 501, 502, 503, 504)
"""Every code of which CloudFront can be told how long to repeat it."""


class DeliveryDistribution(Construct):
    """`aws_cloudfront_distribution` before one failover name (F16).

    The visitor's Host header goes on to the application, whose certificate therefore has both names.
    Terraform waits until every edge location has a change, some minutes: the records that are made next would
    lead visitors to locations that do not know the name yet.
    """

    def __init__(
        self,
        scope: Construct,
        id_: str,
        *,
        edge: RegionScope,
        settings: ContentDelivery,
        name: str,
        origin_name: str,
        certificate_arn: str,
        header_value: str,
        headers_policy_id: str,
        firewall_arn: str | None,
    ) -> None:
        """`name` is what visitors use, `origin_name` the one with the failover records."""
        super().__init__(scope, id_)
        distribution = CloudfrontDistribution(
            self,
            "distribution",
            provider=edge.provider,
            enabled=True,
            comment=shortened(f"{edge.naming.name()}: {name}", LONGEST_COMMENT),
            aliases=[name],
            http_version="http2and3" if settings.http3 else "http2",
            is_ipv6_enabled=settings.ipv6,
            price_class=settings.price_class,
            web_acl_id=firewall_arn,
            wait_for_deployment=True,
            origin=[_origin(origin_name, header_value, settings)],
            default_cache_behavior=_uncached(headers_policy_id),
            ordered_cache_behavior=[_cached(path, headers_policy_id) for path in settings.cached_paths],
            custom_error_response=[
                CloudfrontDistributionCustomErrorResponse(
                    error_code=code, error_caching_min_ttl=settings.error_seconds
                )
                for code in ERROR_CODES
            ],
            restrictions=CloudfrontDistributionRestrictions(geo_restriction=_countries(settings)),
            viewer_certificate=CloudfrontDistributionViewerCertificate(
                acm_certificate_arn=certificate_arn,
                minimum_protocol_version=LEAST_TLS,
                ssl_support_method="sni-only",
            ),
            tags=edge.tags(Name=edge.naming.name()),
        )
        self.id: str = distribution.id
        self.arn: str = distribution.arn
        self.domain_name: str = distribution.domain_name
        """The generated name, which needs no record and no delegation."""
        self.hosted_zone_id: str = distribution.hosted_zone_id
        """For alias records: the same for every distribution."""


def _origin(name: str, header_value: str, settings: ContentDelivery) -> CloudfrontDistributionOrigin:
    timeouts = settings.timeouts
    return CloudfrontDistributionOrigin(
        origin_id=ORIGIN_ID,
        domain_name=name,
        connection_attempts=timeouts.connection_attempts,
        connection_timeout=timeouts.connection_seconds,
        custom_header=[CloudfrontDistributionOriginCustomHeader(name=HEADER, value=header_value)],
        custom_origin_config=CloudfrontDistributionOriginCustomOriginConfig(
            http_port=80,  # CloudFront wants one, and `https-only` never uses it
            https_port=443,
            origin_protocol_policy="https-only",
            origin_ssl_protocols=["TLSv1.2"],
            origin_read_timeout=timeouts.read_seconds,
            origin_keepalive_timeout=timeouts.keep_alive_seconds,
        ),
    )


def _uncached(headers_policy_id: str) -> CloudfrontDistributionDefaultCacheBehavior:
    return CloudfrontDistributionDefaultCacheBehavior(
        target_origin_id=ORIGIN_ID,
        viewer_protocol_policy="redirect-to-https",
        allowed_methods=ALL_METHODS,
        cached_methods=READ_METHODS,
        compress=False,  # CloudFront compresses what it may cache
        cache_policy_id=CACHING_DISABLED,
        origin_request_policy_id=ALL_VIEWER,
        response_headers_policy_id=headers_policy_id,
    )


def _cached(path: str, headers_policy_id: str) -> CloudfrontDistributionOrderedCacheBehavior:
    """Without cookies: an answer that sets one would be kept, and given to the next visitor."""
    return CloudfrontDistributionOrderedCacheBehavior(
        path_pattern=path,
        target_origin_id=ORIGIN_ID,
        viewer_protocol_policy="redirect-to-https",
        allowed_methods=CACHED_METHODS,
        cached_methods=READ_METHODS,
        compress=True,
        cache_policy_id=CACHING_OPTIMIZED,
        origin_request_policy_id=HOST_ONLY,
        response_headers_policy_id=headers_policy_id,
    )


def _countries(settings: ContentDelivery) -> CloudfrontDistributionRestrictionsGeoRestriction:
    rule = settings.countries
    if rule is None:
        return CloudfrontDistributionRestrictionsGeoRestriction(restriction_type="none")
    return CloudfrontDistributionRestrictionsGeoRestriction(
        restriction_type="whitelist" if rule.policy == "allow" else "blacklist",
        locations=list(rule.countries),
    )
