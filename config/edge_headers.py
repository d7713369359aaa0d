"""What the edge tells browsers to do and not to do."""

from collections.abc import Iterator
from typing import Annotated, Literal

from pydantic import Field

from config.model import Allowed, Checks, ConfigModel, Violation

YEAR_SECONDS = 31_536_000
_SWITCH = Allowed("true or false", "write true or false")
_HEADER = r"^[ -~]+$"


class StrictTransport(ConfigModel):
    """HSTS: browsers that have been here once come back over HTTPS only."""

    max_age_seconds: Annotated[
        int,
        Field(strict=True, ge=0, le=2 * YEAR_SECONDS),
        Allowed("a whole number from 0 to 63072000 (seconds; two years)", "set `max_age_seconds: 31536000`"),
    ] = YEAR_SECONDS
    """Seconds for which a browser remembers it. A year is what scanners and the preload list ask for."""
    include_subdomains: Annotated[bool, Field(strict=True), _SWITCH] = False
    """Also for every name below. Off: there may be names below that have no HTTPS yet."""
    preload: Annotated[bool, Field(strict=True), _SWITCH] = False
    """Ask to be built into browsers. It takes months to be undone."""

    def checks(self) -> Checks:
        """What the preload list refuses."""
        return (self._half_a_preload(),)

    def _half_a_preload(self) -> Iterator[Violation]:
        if self.preload and not (self.include_subdomains and self.max_age_seconds >= YEAR_SECONDS):
            yield Violation(
                ("preload",),
                found="preload without all that it needs",
                allowed="preload with `include_subdomains: true` and a year or more: the list takes no other",
                mend="set `include_subdomains: true` and `max_age_seconds: 31536000`, or `preload: false`",
                because=(("include_subdomains",), ("max_age_seconds",)),
            )


class SecurityHeaders(ConfigModel):
    """Headers on every answer, whatever the bucket says."""

    strict_transport: StrictTransport = StrictTransport()
    """HTTPS only, from now on."""
    content_security_policy: Annotated[
        str,
        Field(min_length=1, max_length=1783, pattern=_HEADER),
        Allowed(
            "a policy in one line of at most 1783 printable characters", "write it like default-src 'self'"
        ),
    ] = "default-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'; object-src 'none'"
    """What a page may load and do. The default takes everything from the site itself, and nothing inline."""
    frames: Annotated[Literal["DENY", "SAMEORIGIN"], Allowed("DENY or SAMEORIGIN", "set `frames: DENY`")] = (
        "DENY"
    )
    """Who may show the site in a frame, for browsers that do not read `frame-ancestors`."""
    referrer_policy: Annotated[
        Literal[
            "no-referrer",
            "no-referrer-when-downgrade",
            "origin",
            "origin-when-cross-origin",
            "same-origin",
            "strict-origin",
            "strict-origin-when-cross-origin",
            "unsafe-url",
        ],
        Allowed(
            "no-referrer, no-referrer-when-downgrade, origin, origin-when-cross-origin, same-origin, "
            "strict-origin, strict-origin-when-cross-origin or unsafe-url",
            "set `referrer_policy: strict-origin-when-cross-origin`",
        ),
    ] = "strict-origin-when-cross-origin"
    """What other sites learn of where a visitor comes from: the site's name, and no page."""
    permissions_policy: Annotated[
        str,
        Field(min_length=1, max_length=1783, pattern=_HEADER),
        Allowed("a policy in one line of at most 1783 printable characters", "write it like camera=()"),
    ] = "camera=(), geolocation=(), microphone=(), payment=(), usb=()"
    """Which of a device's abilities a page may ask for. The default: none of those that people mind."""
