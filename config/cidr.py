"""The type of an IPv4 range in configuration, and the ranges that a created VPC may use."""

from ipaddress import IPv4Network
from typing import Annotated

from pydantic import BeforeValidator

from config.model import Allowed, refused

PRIVATE_RANGES = tuple(map(IPv4Network, ("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16")))
"""RFC 1918."""

_FORM = Allowed(
    "an IPv4 range with its prefix length, such as 10.0.0.0/16",
    "write an address, a slash and a prefix length",
)


def _range(value: object) -> object:
    """Refuses in plain words what IPv4Network refuses, and numbers, which it would take for addresses."""
    if isinstance(value, IPv4Network):
        return value
    if not isinstance(value, str) or "/" not in value:
        raise refused(_FORM.text, _FORM.mend)
    try:
        wide = IPv4Network(value, strict=False)
    except ValueError:
        raise refused(_FORM.text, _FORM.mend) from None
    try:
        return IPv4Network(value)
    except ValueError:
        raise refused("the first address of the range before the slash", f"write {wide}") from None


Cidr = Annotated[IPv4Network, BeforeValidator(_range), _FORM]


def is_private(cidr: IPv4Network) -> bool:
    """Whether the whole range is private (RFC 1918)."""
    return any(cidr.subnet_of(private) for private in PRIVATE_RANGES)
