"""The type of a DNS name in configuration: normalised to lower case, without the trailing dot."""

import re
from typing import Annotated

from pydantic import AfterValidator

from config.model import Allowed, refused

_LABEL = re.compile(r"[a-z0-9]([a-z0-9-]*[a-z0-9])?")
_ALLOWED = "a DNS name: labels of letters, digits and inner hyphens, joined by dots"


def normalised(name: str) -> str:
    """The name in lower case without a trailing dot; refuses what is no host name."""
    name = name.lower().removesuffix(".")
    if "*" in name:
        raise refused(
            "one full name, without a wildcard",
            "write the full name, such as orders.svc.example.com",
        )
    if len(name) > 253:
        raise refused("at most 253 characters", "shorten it", found=f"{len(name)} characters")
    for label in name.split("."):
        if len(label) > 63:
            raise refused(
                "at most 63 characters between two dots",
                f"shorten the label that begins with {label[:12]}",
                found=f"a label of {len(label)} characters",
            )
        if not _LABEL.fullmatch(label):
            raise refused(_ALLOWED, "write it like orders.svc.example.com")
    return name


def parent(name: str) -> str:
    """The name without its first label; empty for a single label."""
    return name.partition(".")[2]


def within(name: str, zone: str) -> bool:
    """Whether the name is the zone's own name or below it."""
    return name == zone or name.endswith(f".{zone}")


DnsName = Annotated[
    str, AfterValidator(normalised), Allowed(_ALLOWED, "write it like orders.svc.example.com")
]
