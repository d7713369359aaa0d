"""What the edge of an application adds to every answer."""

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

from config.content_delivery_headers import ApplicationHeaders
from constructs_lib.providers import RegionScope


class DeliveryHeaders(Construct):
    """`aws_cloudfront_response_headers_policy`. HTTPS only and no guessing of types are the edge's word; of
    all others the application's own goes before."""

    def __init__(self, scope: Construct, id_: str, *, edge: RegionScope, headers: ApplicationHeaders) -> None:
        super().__init__(scope, id_)
        policy = CloudfrontResponseHeadersPolicy(
            self,
            "policy",
            provider=edge.provider,
            name=edge.naming.name("application", limit=128),
            comment=f"Headers of {edge.naming.name()}",
            security_headers_config=_security(headers),
            custom_headers_config=CloudfrontResponseHeadersPolicyCustomHeadersConfig(
                items=[
                    CloudfrontResponseHeadersPolicyCustomHeadersConfigItems(
                        header="permissions-policy", value=headers.permissions_policy, override=False
                    )
                ]
            ),
        )
        self.id: str = policy.id


def _security(headers: ApplicationHeaders) -> CloudfrontResponseHeadersPolicySecurityHeadersConfig:
    transport = headers.strict_transport
    return CloudfrontResponseHeadersPolicySecurityHeadersConfig(
        content_security_policy=CloudfrontResponseHeadersPolicySecurityHeadersConfigContentSecurityPolicy(
            content_security_policy=headers.content_security_policy, override=False
        ),
        content_type_options=CloudfrontResponseHeadersPolicySecurityHeadersConfigContentTypeOptions(
            override=True
        ),
        frame_options=CloudfrontResponseHeadersPolicySecurityHeadersConfigFrameOptions(
            frame_option=headers.frames, override=False
        ),
        referrer_policy=CloudfrontResponseHeadersPolicySecurityHeadersConfigReferrerPolicy(
            referrer_policy=headers.referrer_policy, override=False
        ),
        strict_transport_security=CloudfrontResponseHeadersPolicySecurityHeadersConfigStrictTransportSecurity(
            access_control_max_age_sec=transport.max_age_seconds,
            include_subdomains=transport.include_subdomains,
            preload=transport.preload,
            override=True,
        ),
    )
