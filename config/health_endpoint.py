"""Checks of endpoints beside the system's own: what Route 53's checkers ask (F9), and of whom (F10)."""

from collections.abc import Iterator
from typing import Annotated, Literal

from pydantic import AfterValidator, Field

from config.aws_regions import RegionName
from config.dns_name import DnsName
from config.model import Allowed, Checks, ConfigModel, Violation, refused

LONGEST_TEXT = 255
"""Characters that Route 53 takes in a path and in a text to look for."""

CheckName = Annotated[
    str,
    Field(pattern=r"^[a-z0-9]([a-z0-9-]{0,30}[a-z0-9])?$"),
    Allowed("1 to 32 lower-case letters, digits and inner hyphens", "write it like storefront"),
]
Port = Annotated[
    int,
    Field(strict=True, ge=1, le=65535),
    Allowed("a whole number from 1 to 65535", "write the port, such as `port: 8443`"),
]
Inverted = Annotated[bool, Field(strict=True), Allowed("true or false", "set `inverted: false`")]

_ADDRESS = Allowed(
    "a public IPv4 or IPv6 address: Route 53's checkers are on the internet",
    "write the public address, or use `host` instead",
)
_PATH = Allowed(
    "a path of at most 255 characters that begins with /, without spaces and #",
    "write it like /health",
)
_CONTAINS = Allowed(
    "a text of 1 to 255 characters on one line",
    'write a short text of the answer that stands in it only when all is well, such as "status": "healthy"',
)


def _public(address: str) -> str:
    # Imported here: costs every start of the program, and few deployments name an address.
    from ipaddress import ip_address

    try:
        parsed = ip_address(address)
    except ValueError:
        raise refused(_ADDRESS.text, _ADDRESS.mend) from None
    if not parsed.is_global or parsed.is_multicast:
        raise refused(_ADDRESS.text, _ADDRESS.mend, found=f"{address}, which is not public")
    return str(parsed)


def _path(path: str) -> str:
    plain = path.isascii() and path.isprintable() and not any(each in path for each in " #")
    if not path.startswith("/") or not plain or len(path) > LONGEST_TEXT:
        raise refused(_PATH.text, _PATH.mend)
    return path


def _contains(text: str) -> str:
    if not 1 <= len(text) <= LONGEST_TEXT or not text.isprintable():
        raise refused(_CONTAINS.text, _CONTAINS.mend)
    return text


Address = Annotated[str, AfterValidator(_public), _ADDRESS]
Path = Annotated[str, AfterValidator(_path), _PATH]
Contains = Annotated[str, AfterValidator(_contains), _CONTAINS]


class _EndpointCheck(ConfigModel):
    """What the checks of all protocols have in common."""

    name: CheckName
    """Tells the check from the others of its region."""
    region: RegionName
    """The region that is not ready while this check fails. Where the checkers stand: `checker_regions`."""
    host: DnsName | None = None
    """The name to look up, public; beside `address` it is only sent, as Host header and in TLS (F10)."""
    address: Address | None = None
    """The public address to connect to: the way to ask one region for a name that all of them share (F10)."""
    inverted: Inverted = False
    """Counts as healthy while the check fails. It begins unhealthy, until the checkers have answered (F9)."""

    def checks(self) -> Checks:
        """An address in the place of a name."""
        return (self._address_as_host(),)

    def _address_as_host(self) -> Iterator[Violation]:
        if self.host and self.host.replace(".", "").isdigit():
            yield Violation(
                ("host",),
                found=f"{self.host}, an address",
                allowed="a DNS name",
                mend=f"write `address: {self.host}`",
            )


def _nobody(check: _EndpointCheck) -> Iterator[Violation]:
    if not check.host and not check.address:
        yield Violation(
            (),
            found="neither `host` nor `address`",
            allowed="a name, an address, or for HTTP both",
            mend="add `host:` with the endpoint's public name, such as www.example.com",
        )


class HttpCheck(_EndpointCheck):
    """An HTTP GET: healthy with a status of 2xx or 3xx within the time that Route 53 gives (F9)."""

    type: Literal["http"]
    """An HTTP GET."""
    port: Port = 80
    """TCP port."""
    path: Path = "/"
    """What is asked for, query included."""
    contains: Contains | None = None
    """A text that must stand in the first 5,120 bytes of the answer, case included (F9). Costs extra."""

    def checks(self) -> Checks:
        """Nobody to ask."""
        return (*super().checks(), _nobody(self))


class HttpsCheck(_EndpointCheck):
    """An HTTPS GET, as for HTTP. The certificate is not verified (F9). Costs extra."""

    type: Literal["https"]
    """An HTTPS GET."""
    port: Port = 443
    """TCP port."""
    path: Path = "/"
    """What is asked for, query included."""
    contains: Contains | None = None
    """A text that must stand in the first 5,120 bytes of the answer, case included (F9). Costs extra."""

    def checks(self) -> Checks:
        """No name for TLS: Terraform and Route 53 take such a check, and it is of no use."""
        return (*super().checks(), self._nameless())

    def _nameless(self) -> Iterator[Violation]:
        if not self.host:
            yield Violation(
                (),
                found="no `host`",
                allowed="the name that TLS needs, alone or beside `address`",
                mend="add `host:` with the name that the endpoint's certificate is for",
            )


class TcpCheck(_EndpointCheck):
    """A TCP connection that opens within 4 s (F9)."""

    type: Literal["tcp"]
    """A TCP connection, opened and closed."""
    port: Port
    """TCP port."""

    def checks(self) -> Checks:
        """Nobody to connect to, or two."""
        return (*super().checks(), _nobody(self), self._two_ways())

    def _two_ways(self) -> Iterator[Violation]:
        if self.host and self.address:
            yield Violation(
                ("host",),
                found=f"{self.host} beside `address: {self.address}`",
                allowed="one of the two: a TCP check sends no name",
                mend="remove `host`, or look the address up by it and remove `address`",
                because=(("address",),),
            )
