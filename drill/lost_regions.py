"""Regions of the embedded AWS that answer nobody, as in an outage."""

from collections.abc import Callable, Iterable
from typing import Any

from drill.wsgi import WsgiApplication, signed_for

GLOBAL_SERVICES = frozenset({"budgets", "ce", "cloudfront", "iam", "organizations", "route53"})
"""Signed for us-east-1 whatever the region, and not lost with it here: what is tested is who calls a region,
not what AWS keeps there."""


class LostRegions:
    """In front of an application: answers 503 to calls that are signed for a lost region, and notes them."""

    def __init__(self, application: WsgiApplication) -> None:
        self._application = application
        self.lost: set[str] = set()
        self.refused: list[str] = []
        """What was asked of lost regions: `us-east-1 ec2 POST /`."""

    def __call__(self, environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        """Serve one request, or refuse it."""
        region, service = signed_for(environ) or ("", "")
        if region not in self.lost or service in GLOBAL_SERVICES:
            return self._application(environ, start_response)
        called = f"{environ['REQUEST_METHOD']} {environ['PATH_INFO']}"
        self.refused.append(f"{region} {service} {called}")
        start_response("503 Service Unavailable", [("Content-Type", "text/html")])
        return [b"<html><body>Http/1.1 Service Unavailable</body></html>"]  # of no protocol, as in an outage
