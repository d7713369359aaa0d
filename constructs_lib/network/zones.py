"""The availability zones in which a region's subnets stand."""

from cdktf import Postcondition, TerraformResourceLifecycle
from cdktf_cdktf_provider_aws.data_aws_availability_zones import (
    DataAwsAvailabilityZones,
    DataAwsAvailabilityZonesFilter,
)
from constructs import Construct

from config.regions import Region
from constructs_lib.providers import RegionScope


def zone_names(scope: Construct, *, region: RegionScope, place: Region) -> list[str]:
    """Those that the user named, or references to the first of those that AWS answers.

    ValueError for a place in another region than the one whose provider makes its network.
    """
    if place.name != region.name:
        raise ValueError(f"the network of {place.name} cannot be made in {region.name}")
    if isinstance(place.zones, tuple):
        return list(place.zones)
    available = DataAwsAvailabilityZones(
        scope,
        "zones",
        provider=region.provider,
        state="available",
        # Local and wavelength zones are opted into one by one and lack most services.
        filter=[DataAwsAvailabilityZonesFilter(name="opt-in-status", values=["opt-in-not-required"])],
        lifecycle=TerraformResourceLifecycle(
            postcondition=[
                Postcondition(
                    condition=f"${{length(self.names) >= {place.zones}}}",
                    error_message=f"This account sees fewer than {place.zones} zones in {place.name}: "
                    "set `zones: 2` for the region, or choose another.",
                )
            ]
        ),
    )
    return [f"${{{available.fqn}.names[{index}]}}" for index in range(place.zones)]
