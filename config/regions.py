"""Where a deployment runs."""

import re
from collections.abc import Iterator
from ipaddress import IPv4Network
from typing import Annotated, Literal

from pydantic import BeforeValidator, WithJsonSchema

from config.aws_regions import RegionName
from config.cidr import Cidr, is_private
from config.model import Allowed, Checks, ConfigModel, Violation, refused

RegionRole = Literal["primary", "standby", "active"]

_ZONE_NAME = re.compile(r"[a-z]{2}(-[a-z]+)+-\d[a-z]")
_ZONES = Allowed(
    "2, 3 or 4 (AWS then names them), or so many different zone names, such as [us-east-1a, us-east-1b]",
    "set `zones: 2`, or name the zones",
)


_ZONES_SCHEMA = {
    "anyOf": [
        {"type": "integer", "enum": [2, 3, 4]},
        {"type": "array", "items": {"type": "string"}, "minItems": 2, "maxItems": 4, "uniqueItems": True},
    ]
}


def _zone_choice(value: object) -> object:
    """One message for both forms: a number of zones, or their names."""
    if isinstance(value, int) and not isinstance(value, bool) and value in (2, 3, 4):
        return value
    if isinstance(value, list | tuple) and len(value) in (2, 3, 4):
        names = [name for name in value if isinstance(name, str) and _ZONE_NAME.fullmatch(name)]
        if len(set(names)) == len(value):
            return tuple(names)
    raise refused(_ZONES.text, _ZONES.mend)


class Region(ConfigModel):
    """One AWS region of the deployment and its network."""

    name: RegionName
    """The region's code. Opt-in regions must be enabled in the account first."""
    role: Annotated[
        RegionRole,
        Allowed(
            "primary, standby or active", "give one region `role: primary` and the others `role: standby`"
        ),
    ]
    """`primary` answers while it is healthy, a `standby` takes over, `active` regions answer together."""
    cidr: Cidr = IPv4Network("10.0.0.0/16")
    """The VPC's IPv4 range; a new VPC takes a private one of /16 to /24. Default: 10.N.0.0/16 with the
    region's place in the list as N, from 0: ranges must not overlap, or the VPCs could not be peered.
    Mandatory with `existing`: the range that the VPC has."""
    zones: Annotated[
        int | tuple[str, ...], BeforeValidator(_zone_choice), WithJsonSchema(_ZONES_SCHEMA), _ZONES
    ] = 2
    """Availability zones, one private subnet in each: a number, or names where the choice matters.
    Two zones survive the loss of one; not every region has four."""

    @property
    def alias(self) -> str:
        """The name as a Terraform identifier: `us_east_1`."""
        return self.name.replace("-", "_")

    @property
    def zone_count(self) -> int:
        """How many private subnets a new VPC gets."""
        return self.zones if isinstance(self.zones, int) else len(self.zones)

    @property
    def brings_network(self) -> bool:
        """Whether its VPC is there already: never here, but in regions that take one."""
        return False

    def checks(self) -> Checks:
        """Zones outside the region, a range that AWS refuses, keys that contradict `existing`."""
        return (self._needless_zones(), self._foreign_zones(), self._wrong_range())

    def _needless_zones(self) -> Iterator[Violation]:
        if self.brings_network and "zones" in self.model_fields_set:
            yield Violation(
                ("zones",),
                allowed="no `zones` beside `existing`: the existing subnets decide the zones",
                mend="remove `zones`",
            )

    def _foreign_zones(self) -> Iterator[Violation]:
        zones = self.zones if isinstance(self.zones, tuple) else ()
        foreign = [zone for zone in zones if zone[:-1] != self.name]
        if foreign:
            yield Violation(
                ("zones",),
                found=f"{' and '.join(foreign)}, not in {self.name}",
                allowed=f"zones of {self.name}, such as {self.name}a",
                mend=f"name zones of {self.name}, or set `zones: 2`",
                because=(("name",),),
            )

    def _wrong_range(self) -> Iterator[Violation]:
        if self.brings_network and "cidr" not in self.model_fields_set:
            yield Violation(
                ("cidr",),
                found="no cidr beside `existing`",
                allowed="the existing VPC's own range: the other regions' must not overlap it",
                mend="add `cidr:` with the range of the VPC",
            )
        elif self.brings_network and not 16 <= self.cidr.prefixlen <= 28:
            yield Violation(
                ("cidr",),
                allowed="a range of /16 to /28, as every VPC has",
                mend="write the range of the VPC",
            )
        elif not self.brings_network and not (is_private(self.cidr) and 16 <= self.cidr.prefixlen <= 24):
            yield Violation(
                ("cidr",),
                allowed="a range of /16 to /24 inside 10.0.0.0/8, 172.16.0.0/12 or 192.168.0.0/16",
                mend="choose a private range, such as 10.0.0.0/16",
            )
