"""The public AWS regions, and the type of a region's name in configuration."""

from dataclasses import dataclass
from typing import Annotated

from pydantic import AfterValidator, Field

from config.model import Allowed, refused
from config.partitions import PARTITION, partition_of


@dataclass(frozen=True)
class AwsRegion:
    """A region of the `aws` partition."""

    name: str
    opt_in: bool = False
    """True: an account must enable the region before anything can be created in it (decides F24)."""
    lattice: bool = True
    """False: VPC Lattice is not offered there, as of November 2026."""


_DEFAULT_ENABLED = (
    "ap-northeast-1 ap-northeast-2 ap-northeast-3 ap-south-1 ap-southeast-1 ap-southeast-2 ca-central-1 "
    "eu-central-1 eu-north-1 eu-west-1 eu-west-2 eu-west-3 sa-east-1 us-east-1 us-east-2 us-west-1 us-west-2"
)
_OPT_IN = (
    "af-south-1 ap-east-1 ap-east-2 ap-south-2 ap-southeast-3 ap-southeast-4 ap-southeast-5 "
    "ap-southeast-7 ca-west-1 eu-central-2 eu-south-1 eu-south-2 il-central-1 me-central-1 me-south-1 "
    "mx-central-1"
)
_WITHOUT_LATTICE = frozenset({"ap-east-2", "ap-southeast-7", "il-central-1"})

AWS_REGIONS = {name: AwsRegion(name) for name in _DEFAULT_ENABLED.split()} | {
    name: AwsRegion(name, opt_in=True, lattice=name not in _WITHOUT_LATTICE) for name in _OPT_IN.split()
}

UNKNOWN_TO_THE_PROVIDER = frozenset({"ap-southeast-6", "me-west-1", "sa-west-1"})
"""Regions that are newer than AWS provider 5.100, which refuses them at the plan."""


def _known(name: str) -> str:
    name_lower = name.lower()
    if name_lower in AWS_REGIONS:
        return name_lower
    if name_lower in UNKNOWN_TO_THE_PROVIDER:
        raise refused(
            f"a region that AWS provider 5.100 knows; {name_lower} is newer",
            "name another region, such as us-east-1",
        )
    if other := partition_of(name_lower):
        raise refused(
            f"a region of the partition {PARTITION}, and none of {other.name} (partition {other.id}): "
            f"{other.reason}",
            "name a public region, such as us-east-1",
        )
    raise refused("the name of a public AWS region, such as us-east-1", _mend(name_lower))


def _mend(name: str) -> str:
    # Imported here: only a wrong name needs it, and every start of the program would pay for it.
    from difflib import get_close_matches

    near = get_close_matches(name, AWS_REGIONS, n=3)
    swapped = [region for region in near if sorted(region) == sorted(name)]
    near = swapped or near
    return f"did you mean {' or '.join(near)}?" if near else "write the region's code, not its city"


RegionName = Annotated[
    str,
    AfterValidator(_known),
    Field(json_schema_extra={"enum": sorted(AWS_REGIONS)}),
    Allowed(
        "the name of a public AWS region, such as us-east-1", "write the region's code, such as us-east-1"
    ),
]
"""A public AWS region's name, in lower case."""
