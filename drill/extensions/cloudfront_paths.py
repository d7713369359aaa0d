"""CloudFront's paths that moto does not know, in one place: a module's table is replaced as a whole."""

from moto.cloudfront import urls
from moto.cloudfront.responses import CloudFrontResponse

from drill.extensions.registry import replaces

_POLICIES = ("cache-policy", "origin-request-policy", "response-headers-policy")
_BASE = "{0}/2020-05-31"

replaces(
    urls,
    "url_paths",
    urls.url_paths
    | {f"{_BASE}/function/(?P<function_name>[^/]+)/publish$": CloudFrontResponse.dispatch}
    | {
        f"{_BASE}/{policies}{rest}$": CloudFrontResponse.dispatch
        for policies in _POLICIES
        for rest in ("", "/(?P<policy_id>[^/]+)")
    },
    service="cloudfront",
    action="(paths)",
    reason="moto knows no paths to publish a function, and none of policies",
)
