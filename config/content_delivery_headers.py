"""What the edge of an application tells browsers."""

from typing import Annotated, Literal

from pydantic import Field

from config.edge_headers import SecurityHeaders
from config.model import Allowed

_HEADER = r"^[ -~]+$"


class ApplicationHeaders(SecurityHeaders):
    """Headers on every answer. HTTPS only and no guessing of types are the edge's word; of the others the
    application's own goes before, where it says one: it knows what its pages load."""

    content_security_policy: Annotated[
        str,
        Field(min_length=1, max_length=1783, pattern=_HEADER),
        Allowed(
            "a policy in one line of at most 1783 printable characters",
            "write it like frame-ancestors 'none'",
        ),
    ] = "base-uri 'self'; frame-ancestors 'self'; object-src 'none'"
    """What a page may load and do, where the application does not say. The default breaks no application: no
    plug-ins, no foreign frames around it, no other base for its links."""
    frames: Annotated[Literal["DENY", "SAMEORIGIN"], Allowed("DENY or SAMEORIGIN", "set `frames: DENY`")] = (
        "SAMEORIGIN"
    )
    """Who may show a page in a frame, for browsers that do not read `frame-ancestors`."""
