"""How each region's range is cut into subnets."""

from typing import Annotated

from pydantic import Field

from config.model import Allowed, ConfigModel


class Network(ConfigModel):
    """Subnets of the VPCs that are created; existing ones keep theirs."""

    subnet_prefix: Annotated[
        int,
        Field(strict=True, ge=16, le=26),
        Allowed("a whole number from 16 to 26 (prefix length)", "set `subnet_prefix: 24`"),
    ] = 24
    """Prefix length of each private subnet, one per zone. 24 leaves 251 usable addresses; AWS keeps five. Not
    above 26: the service-network endpoint takes a free block of 16 addresses in each subnet."""
