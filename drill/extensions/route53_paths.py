"""Route 53's paths that moto does not know, in one place: a module's table is replaced as a whole."""

from moto.route53 import urls
from moto.route53.responses import Route53

from drill.extensions.registry import replaces

_BASE = r"{0}/(?P<api_version>[\d_-]+)"
_ZONE = rf"{_BASE}/hostedzone/(?P<zone_id>[^/]+)"
_KEY = rf"{_BASE}/keysigningkey/(?P<zone_id>[^/]+)/(?P<key_name>[^/]+)"
_PATHS = (
    f"{_ZONE}/enable-dnssec$",
    f"{_ZONE}/disable-dnssec$",
    f"{_BASE}/keysigningkey$",
    f"{_KEY}$",
    f"{_KEY}/activate$",
    f"{_KEY}/deactivate$",
    f"{_ZONE}/authorizevpcassociation$",
    f"{_ZONE}/deauthorizevpcassociation$",
)

replaces(
    urls,
    "url_paths",
    urls.url_paths | dict.fromkeys(_PATHS, Route53.dispatch),
    service="route53",
    action="(paths)",
    reason="moto knows no paths of key-signing keys, and none to authorize another account's VPC",
)
