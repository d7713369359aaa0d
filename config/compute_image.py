"""What instances are started from."""

from collections.abc import Mapping
from typing import Annotated, Literal

from pydantic import Field

from config.aws_regions import RegionName
from config.model import FREEZE, THAW, Allowed, ConfigModel

AMAZON_LINUXES = "/aws/service/ami-amazon-linux-latest/"
"""What AWS's public parameters of its own images begin with; they end with the image's processor."""
AMAZON_LINUX = f"{AMAZON_LINUXES}al2023-ami-kernel-default-x86_64"

ImageId = Annotated[
    str,
    Field(pattern=r"^ami-[0-9a-f]{8,17}$"),
    Allowed(
        "a machine image's id: ami- and 8 to 17 hexadecimal digits", "copy it, such as ami-0a1b2c3d4e5f60718"
    ),
]


class ImageParameter(ConfigModel):
    """The image that an SSM parameter names, looked up anew whenever an instance starts.

    A new image therefore shows in no plan and replaces nothing; instances that start later have it. That also
    means that the standby may wake with an image that the primary never ran: where that matters, let the
    parameter be one of your own, that moves after your tests.
    """

    type: Literal["parameter"]
    """A parameter in each region."""
    name: Annotated[
        str,
        Field(pattern=r"^/?[A-Za-z0-9_.-]+(/[A-Za-z0-9_.-]+)*$", max_length=1011),
        Allowed(
            "the name of an SSM parameter that is there in every region", f"write it like {AMAZON_LINUX}"
        ),
    ] = AMAZON_LINUX
    """AWS's public parameter or one of your own, of the same name in every region. Default: Amazon Linux 2023
    for x86_64, whose latest image it always names."""


class ImageIds(ConfigModel):
    """An image by its id in each region. A change is rolled out at the next apply, and rolled back by itself
    where the new instances do not become healthy."""

    type: Literal["ids"]
    """An id for each region."""
    ids: Annotated[
        Mapping[RegionName, ImageId],
        FREEZE,
        THAW,
        Allowed("a mapping from region to image id", "write one line `us-east-1: ami-...` per region"),
    ]
    """Images are regional: copy yours to every region, and write its id there."""


Image = Annotated[
    ImageParameter | ImageIds,
    Field(discriminator="type"),
    Allowed("`type: parameter` or `type: ids`", "add `type: parameter`, or `type: ids` with `ids:`"),
]
"""What instances are started from, told apart by `type`."""
