"""A deployment in two regions, one of which takes the other's place."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from config.existing_network import TieredRegion
from config.model import ConfigModel
from config.region_ranges import with_range

DEFAULT_REGIONS = (
    TieredRegion(name="us-east-1", role="primary"),
    TieredRegion(name="us-west-2", role="standby"),
)
"""Their ranges follow from their places in the list."""


class PairedRegions(ConfigModel):
    """What systems with one primary and one standby have in common, beside the keys that each declares."""

    if TYPE_CHECKING:
        name: str
        environment: str
        regions: tuple[TieredRegion, ...]

    @property
    def primary(self) -> TieredRegion:
        """The region that serves."""
        return next(region for region in self.regions if region.role == "primary")

    @property
    def standby(self) -> TieredRegion:
        """The region that takes its place."""
        return next(region for region in self.regions if region.role == "standby")

    @property
    def in_order(self) -> tuple[TieredRegion, ...]:
        """The primary, then the standby."""
        return (self.primary, self.standby)

    @property
    def stack_name(self) -> str:
        """`<name>-<environment>`, the beginning of every resource's name."""
        return f"{self.name}-{self.environment}"

    @classmethod
    def completed(cls, raw: Mapping[str, Any]) -> Mapping[str, Any]:
        """Gives each region without a range its 10.<index>.0.0/16; asks for the mode where all of
        `failover` is missing.
        """
        raw = {**raw, "failover": raw.get("failover", {})}
        regions = raw.get("regions", DEFAULT_REGIONS)
        if not isinstance(regions, list | tuple):
            return raw
        return {**raw, "regions": [with_range(region, index) for index, region in enumerate(regions)]}
