"""What the layers in front of moto share: what they are called with, and for whom a request is signed."""

import re
from collections.abc import Callable, Iterable, Mapping
from typing import Any

WsgiApplication = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]

_SCOPE = re.compile(
    r"Credential=[^/]+/\d{8}/(?:(?P<region>[^/]+)/)?(?P<service>[^/]+)/aws4_request"  # SigV4A names no region
)


def signed_for(environ: Mapping[str, Any]) -> tuple[str, str] | None:
    """Region, empty where a signature holds for several, and service; None for an unsigned request."""
    scope = _SCOPE.search(environ.get("HTTP_AUTHORIZATION", ""))
    return (scope["region"] or "", scope["service"]) if scope else None
