"""The places of a deployment whose regions have a state each, and what each may read."""

from collections.abc import Sequence
from dataclasses import dataclass

from constructs_lib.layout.blocks import Json
from constructs_lib.providers import DNS_ALIAS, EDGE_ALIAS, GLOBAL_EDGE_REGION

ZONE = "zone"
"""What regions need of the edge before they exist: a public zone that is created."""
MESH = "mesh"
"""What belongs to two regions at once, such as peering."""
GLOBAL = "global"
"""The edge: records, health checks, what is in us-east-1 for all regions."""


@dataclass(frozen=True, kw_only=True)
class Places:
    """The zone, the regions, the mesh, the edge: each may read those before it, and a region no other."""

    regions: Sequence[str]
    """In the order in which they take over."""

    @classmethod
    def of(cls, template: Json) -> "Places":
        """Those of a template: every provider is a region's but the edge's and the zones' account's."""
        aliases = [each["alias"] for each in template["provider"]["aws"]]
        by_alias = {alias_of(each["region"]): each["region"] for each in template["provider"]["aws"]}
        return cls(regions=[by_alias[each] for each in aliases if each not in (EDGE_ALIAS, DNS_ALIAS)])

    @property
    def in_order(self) -> tuple[str, ...]:
        """All, in the order in which they are applied."""
        return (ZONE, *self.regions, MESH, GLOBAL)

    def may_read(self, reader: str, read: str) -> bool:
        """Whether one place's stack may read another's outputs."""
        return self._rank(read) < self._rank(reader)

    def region_of(self, alias: str | None) -> str | None:
        """The region whose provider has this alias."""
        return next((region for region in self.regions if alias_of(region) == alias), None)

    def alias_in(self, place: str) -> str:
        """The alias of the provider that speaks for a place where no resource's own does."""
        if place == MESH:
            return alias_of(self.regions[0])
        return alias_of(place) if place in self.regions else EDGE_ALIAS

    def region_in(self, place: str) -> str:
        """The region in which that provider is."""
        if place == MESH:
            return self.regions[0]
        return place if place in self.regions else GLOBAL_EDGE_REGION

    def _rank(self, place: str) -> int:
        return {ZONE: 0, MESH: 2, GLOBAL: 3}.get(place, 1)


def alias_of(place: str) -> str:
    """The alias of a region's provider."""
    return place.replace("-", "_")
