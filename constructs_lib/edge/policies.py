"""What the edge keeps, forwards and adds: cache, origin-request and response-headers policies."""

from collections.abc import Mapping

from cdktf_cdktf_provider_aws.cloudfront_cache_policy import (
    CloudfrontCachePolicy,
    CloudfrontCachePolicyParametersInCacheKeyAndForwardedToOrigin,
    CloudfrontCachePolicyParametersInCacheKeyAndForwardedToOriginCookiesConfig,
    CloudfrontCachePolicyParametersInCacheKeyAndForwardedToOriginHeadersConfig,
    CloudfrontCachePolicyParametersInCacheKeyAndForwardedToOriginHeadersConfigHeaders,
    CloudfrontCachePolicyParametersInCacheKeyAndForwardedToOriginQueryStringsConfig,
)
from cdktf_cdktf_provider_aws.cloudfront_origin_request_policy import (
    CloudfrontOriginRequestPolicy,
    CloudfrontOriginRequestPolicyCookiesConfig,
    CloudfrontOriginRequestPolicyHeadersConfig,
    CloudfrontOriginRequestPolicyHeadersConfigHeaders,
    CloudfrontOriginRequestPolicyQueryStringsConfig,
)
from cdktf_cdktf_provider_aws.cloudfront_response_headers_policy import (
    CloudfrontResponseHeadersPolicy,
    CloudfrontResponseHeadersPolicyCustomHeadersConfig,
    CloudfrontResponseHeadersPolicyCustomHeadersConfigItems,
    CloudfrontResponseHeadersPolicySecurityHeadersConfig,
    CloudfrontResponseHeadersPolicySecurityHeadersConfigContentSecurityPolicy,
    CloudfrontResponseHeadersPolicySecurityHeadersConfigContentTypeOptions,
    CloudfrontResponseHeadersPolicySecurityHeadersConfigFrameOptions,
    CloudfrontResponseHeadersPolicySecurityHeadersConfigReferrerPolicy,
    CloudfrontResponseHeadersPolicySecurityHeadersConfigStrictTransportSecurity,
)
from constructs import Construct

from config.edge import Cache
from config.edge_headers import SecurityHeaders
from constructs_lib.providers import RegionScope

CACHING_DISABLED = "4135ea2d-6df8-44a3-9df3-4b5a84be39ad"
"""AWS's own cache policy `Managed-CachingDisabled`, the same in every account."""
VISITOR_COUNTRY = "CloudFront-Viewer-Country"
CHOSEN_REGION = "x-holdfast-region"
"""What the router says it chose, and what the pinned pages say they are."""


class SiteCachePolicy(Construct):
    """`aws_cloudfront_cache_policy`: neither cookies nor query strings, both compressions.

    The address alone tells objects apart, since the router writes the release into it.
    """

    def __init__(
        self, scope: Construct, id_: str, *, edge: RegionScope, cache: Cache, by_region: bool
    ) -> None:
        """`by_region`: what one region answered is not given to visitors of another."""
        super().__init__(scope, id_)
        prefix = CloudfrontCachePolicyParametersInCacheKeyAndForwardedToOriginHeadersConfig
        policy = CloudfrontCachePolicy(
            self,
            "policy",
            provider=edge.provider,
            name=edge.naming.name("content", limit=128),
            comment=f"Content of {edge.naming.name()}",
            min_ttl=0,
            default_ttl=cache.default_seconds,
            max_ttl=cache.max_seconds,
            parameters_in_cache_key_and_forwarded_to_origin=(
                CloudfrontCachePolicyParametersInCacheKeyAndForwardedToOrigin(
                    enable_accept_encoding_brotli=True,
                    enable_accept_encoding_gzip=True,
                    cookies_config=(
                        CloudfrontCachePolicyParametersInCacheKeyAndForwardedToOriginCookiesConfig(
                            cookie_behavior="none"
                        )
                    ),
                    headers_config=prefix(
                        header_behavior="whitelist",
                        headers=CloudfrontCachePolicyParametersInCacheKeyAndForwardedToOriginHeadersConfigHeaders(
                            items=[CHOSEN_REGION]
                        ),
                    )
                    if by_region
                    else prefix(header_behavior="none"),
                    query_strings_config=(
                        CloudfrontCachePolicyParametersInCacheKeyAndForwardedToOriginQueryStringsConfig(
                            query_string_behavior="none"
                        )
                    ),
                )
            ),
        )
        self.id: str = policy.id


class CountryRequestPolicy(Construct):
    """`aws_cloudfront_origin_request_policy` with the visitor's country.

    CloudFront adds that header only where a policy asks for it. In the cache policy it would make a copy of
    everything for every country.
    """

    def __init__(self, scope: Construct, id_: str, *, edge: RegionScope) -> None:
        super().__init__(scope, id_)
        policy = CloudfrontOriginRequestPolicy(
            self,
            "policy",
            provider=edge.provider,
            name=edge.naming.name("country", limit=128),
            comment=f"The visitor's country for the router of {edge.naming.name()}",
            cookies_config=CloudfrontOriginRequestPolicyCookiesConfig(cookie_behavior="none"),
            headers_config=CloudfrontOriginRequestPolicyHeadersConfig(
                header_behavior="whitelist",
                headers=CloudfrontOriginRequestPolicyHeadersConfigHeaders(items=[VISITOR_COUNTRY]),
            ),
            query_strings_config=CloudfrontOriginRequestPolicyQueryStringsConfig(
                query_string_behavior="none"
            ),
        )
        self.id: str = policy.id


class ResponseHeaders(Construct):
    """`aws_cloudfront_response_headers_policy`: the security headers, and what is said beside them."""

    def __init__(
        self,
        scope: Construct,
        id_: str,
        *,
        edge: RegionScope,
        what: str,
        headers: SecurityHeaders,
        also: Mapping[str, str],
    ) -> None:
        """`what` is the last part of its name; `also` are further headers by name."""
        super().__init__(scope, id_)
        custom = {
            "permissions-policy": headers.permissions_policy,
            "cross-origin-opener-policy": "same-origin",
            **also,
        }
        policy = CloudfrontResponseHeadersPolicy(
            self,
            "policy",
            provider=edge.provider,
            name=edge.naming.name(what, limit=128),
            comment=f"Headers of {edge.naming.name()}: {what}",
            security_headers_config=_security(headers),
            custom_headers_config=CloudfrontResponseHeadersPolicyCustomHeadersConfig(
                items=[
                    CloudfrontResponseHeadersPolicyCustomHeadersConfigItems(
                        header=header, value=value, override=True
                    )
                    for header, value in custom.items()
                ]
            ),
        )
        self.id: str = policy.id


def _security(headers: SecurityHeaders) -> CloudfrontResponseHeadersPolicySecurityHeadersConfig:
    """The edge's word goes before the bucket's everywhere."""
    transport = headers.strict_transport
    return CloudfrontResponseHeadersPolicySecurityHeadersConfig(
        content_security_policy=CloudfrontResponseHeadersPolicySecurityHeadersConfigContentSecurityPolicy(
            content_security_policy=headers.content_security_policy, override=True
        ),
        content_type_options=CloudfrontResponseHeadersPolicySecurityHeadersConfigContentTypeOptions(
            override=True
        ),
        frame_options=CloudfrontResponseHeadersPolicySecurityHeadersConfigFrameOptions(
            frame_option=headers.frames, override=True
        ),
        referrer_policy=CloudfrontResponseHeadersPolicySecurityHeadersConfigReferrerPolicy(
            referrer_policy=headers.referrer_policy, override=True
        ),
        strict_transport_security=CloudfrontResponseHeadersPolicySecurityHeadersConfigStrictTransportSecurity(
            access_control_max_age_sec=transport.max_age_seconds,
            include_subdomains=transport.include_subdomains,
            preload=transport.preload,
            override=True,
        ),
    )
