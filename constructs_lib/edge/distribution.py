"""The distribution: one name, all regions behind it (F15)."""

from collections.abc import Sequence
from dataclasses import dataclass

from cdktf_cdktf_provider_aws.cloudfront_distribution import (
    CloudfrontDistribution,
    CloudfrontDistributionCustomErrorResponse,
    CloudfrontDistributionDefaultCacheBehavior,
    CloudfrontDistributionDefaultCacheBehaviorFunctionAssociation,
    CloudfrontDistributionOrderedCacheBehavior,
    CloudfrontDistributionOrigin,
    CloudfrontDistributionOriginGroup,
    CloudfrontDistributionOriginGroupFailoverCriteria,
    CloudfrontDistributionOriginGroupMember,
    CloudfrontDistributionRestrictions,
    CloudfrontDistributionRestrictionsGeoRestriction,
    CloudfrontDistributionViewerCertificate,
)
from cdktf_cdktf_provider_aws.cloudfront_origin_access_control import CloudfrontOriginAccessControl
from constructs import Construct

from config.edge import Edge
from constructs_lib.edge.error_responses import error_responses
from constructs_lib.edge.policies import CACHING_DISABLED
from constructs_lib.naming import shortened
from constructs_lib.providers import RegionScope

LEAST_TLS = "TLSv1.2_2021"
"""The strictest policy that AWS provider 5.100 knows: TLS 1.2 and 1.3, no weak ciphers."""
ORIGIN_GROUP = "site"
READ_METHODS = ["GET", "HEAD"]
LONGEST_COMMENT = 128
"""Characters that CloudFront takes."""


def origin_id(region: str) -> str:
    """A region's origin, as the router names it, too."""
    return f"site-{region}"


def health_path(region: str) -> str:
    """The page that only this region's bucket answers, under the same key in that bucket."""
    return f"/_region/{region}/health.html"


@dataclass(frozen=True, kw_only=True)
class RegionOrigin:
    """One region behind the distribution."""

    region: str
    domain_name: str
    """The bucket's address in its region."""
    headers_policy_id: str
    """Of its pinned page: says which region it is."""


@dataclass(frozen=True, kw_only=True)
class Content:
    """How the site's content is answered."""

    cache_policy_id: str
    headers_policy_id: str
    request_policy_id: str | None
    request_function_arn: str
    response_function_arn: str | None


class EdgeDistribution(Construct):
    """`aws_cloudfront_distribution` over private buckets, which only it may read (`origin access control`).

    The default behaviour asks an origin group: the first region, and the second one where that does not
    answer. An origin group has two members; further regions are origins that the router chooses itself. Each
    region has a behaviour of its own, uncached, for its pinned page.

    Terraform waits until every edge location has the change, some minutes: the records that are made next
    would lead visitors to locations that do not know the name yet.
    """

    def __init__(
        self,
        scope: Construct,
        id_: str,
        *,
        edge: RegionScope,
        settings: Edge,
        names: Sequence[str],
        certificate_arn: str,
        origins: Sequence[RegionOrigin],
        content: Content,
        firewall_arn: str | None,
    ) -> None:
        """`origins` in the order in which they stand in for each other, two at least."""
        super().__init__(scope, id_)
        access = CloudfrontOriginAccessControl(
            self,
            "access",
            provider=edge.provider,
            name=edge.naming.name(),
            description=f"Signs what {edge.naming.name()} asks its buckets",
            origin_access_control_origin_type="s3",
            signing_behavior="always",
            signing_protocol="sigv4",
        )
        distribution = CloudfrontDistribution(
            self,
            "distribution",
            provider=edge.provider,
            enabled=True,
            comment=shortened(f"{edge.naming.name()}: {names[0]}", LONGEST_COMMENT),
            aliases=list(names),
            http_version="http2and3" if settings.http3 else "http2",
            is_ipv6_enabled=settings.ipv6,
            price_class=settings.price_class,
            web_acl_id=firewall_arn,
            wait_for_deployment=True,
            origin=[_origin(origin, access.id, settings) for origin in origins],
            origin_group=[_group(origins, settings)],
            default_cache_behavior=_content(content),
            ordered_cache_behavior=[_pinned(origin) for origin in origins],
            custom_error_response=[
                CloudfrontDistributionCustomErrorResponse(
                    error_code=response.error_code,
                    error_caching_min_ttl=response.seconds,
                    response_code=response.response_code,
                    response_page_path=response.page,
                )
                for response in error_responses(settings)
            ],
            restrictions=CloudfrontDistributionRestrictions(
                geo_restriction=CloudfrontDistributionRestrictionsGeoRestriction(restriction_type="none")
            ),
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


def _origin(origin: RegionOrigin, access_id: str, settings: Edge) -> CloudfrontDistributionOrigin:
    return CloudfrontDistributionOrigin(
        origin_id=origin_id(origin.region),
        domain_name=origin.domain_name,
        origin_access_control_id=access_id,
        connection_attempts=settings.failover.connection_attempts,
        connection_timeout=settings.failover.connection_timeout_seconds,
    )


def _group(origins: Sequence[RegionOrigin], settings: Edge) -> CloudfrontDistributionOriginGroup:
    return CloudfrontDistributionOriginGroup(
        origin_id=ORIGIN_GROUP,
        failover_criteria=CloudfrontDistributionOriginGroupFailoverCriteria(
            status_codes=list(settings.failover.status_codes)
        ),
        member=[
            CloudfrontDistributionOriginGroupMember(origin_id=origin_id(origin.region))
            for origin in origins[:2]
        ],
    )


def _content(content: Content) -> CloudfrontDistributionDefaultCacheBehavior:
    functions = {"viewer-request": content.request_function_arn}
    if content.response_function_arn:
        functions["viewer-response"] = content.response_function_arn
    return CloudfrontDistributionDefaultCacheBehavior(
        target_origin_id=ORIGIN_GROUP,
        viewer_protocol_policy="redirect-to-https",
        allowed_methods=READ_METHODS,
        cached_methods=READ_METHODS,
        compress=True,
        cache_policy_id=content.cache_policy_id,
        origin_request_policy_id=content.request_policy_id,
        response_headers_policy_id=content.headers_policy_id,
        function_association=[
            CloudfrontDistributionDefaultCacheBehaviorFunctionAssociation(event_type=event, function_arn=arn)
            for event, arn in functions.items()
        ],
    )


def _pinned(origin: RegionOrigin) -> CloudfrontDistributionOrderedCacheBehavior:
    """No function, no group, no cache: as little as possible that could answer in the region's place."""
    return CloudfrontDistributionOrderedCacheBehavior(
        path_pattern=health_path(origin.region),
        target_origin_id=origin_id(origin.region),
        viewer_protocol_policy="https-only",
        allowed_methods=READ_METHODS,
        cached_methods=READ_METHODS,
        compress=False,
        cache_policy_id=CACHING_DISABLED,
        response_headers_policy_id=origin.headers_policy_id,
    )
