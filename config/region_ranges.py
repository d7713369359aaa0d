"""The address range that a region gets where the file names none."""

from collections.abc import Mapping
from ipaddress import IPv4Network

from config.regions import Region


def with_range(region: object, index: int) -> object:
    """The region with the range of its place in the list, 10.<index>.0.0/16, unless it has one or brings a
    network.
    """
    cidr = f"10.{index}.0.0/16"
    if isinstance(region, Region) and not region.brings_network and "cidr" not in region.model_fields_set:
        return region.model_copy(update={"cidr": IPv4Network(cidr)})
    if isinstance(region, Mapping) and not region.get("existing") and "cidr" not in region:
        return {**region, "cidr": cidr}
    return region
