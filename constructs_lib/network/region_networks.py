"""A network of three tiers in each region: made, or the one that is there."""

from collections.abc import Mapping, Sequence

from constructs import Construct

from config.existing_network import TieredRegion
from config.network_tiers import NetworkTiers
from constructs_lib.network.existing_tiers import ExistingTieredNetwork
from constructs_lib.network.tiered_network import TieredNetwork
from constructs_lib.providers import RegionScope


def region_networks(
    places: Mapping[str, Construct],
    *,
    scopes: Mapping[str, RegionScope],
    regions: Sequence[TieredRegion],
    tiers: NetworkTiers,
    log_retention_days: int,
) -> dict[str, TieredNetwork | ExistingTieredNetwork]:
    """By region, each under the region's own place. `log_retention_days` is for flow logs."""

    def network(region: TieredRegion) -> TieredNetwork | ExistingTieredNetwork:
        place, scope = places[region.name], scopes[region.name]
        if region.existing:
            return ExistingTieredNetwork(
                place, "network", region=scope, place=region, existing=region.existing
            )
        return TieredNetwork(
            place,
            "network",
            region=scope,
            place=region,
            tiers=tiers,
            log_retention_days=log_retention_days,
        )

    return {region.name: network(region) for region in regions}
