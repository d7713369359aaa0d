"""What every deployment is called, and the tags that it puts on everything."""

from collections.abc import Mapping
from typing import Annotated

from pydantic import AfterValidator, Field

from config.model import FREEZE, THAW, Allowed, refused
from config.tags import TagKey, TagValue

NAME_PART = r"^[a-z][a-z0-9]*(-[a-z0-9]+)*$"
"""What every resource's name can have in it."""
RESERVED_FOR_BUCKETS = ("sthree-", "amzn-s3-demo-")
"""Beginnings of bucket names that S3 refuses."""


def _no_beginning_of_s3(name: str) -> str:
    for beginning in RESERVED_FOR_BUCKETS:
        if f"{name}-".startswith(beginning):
            raise refused(
                f"a name that does not begin with {beginning}: it begins every bucket's name, and S3 refuses "
                "this beginning",
                "choose another name, such as orders",
            )
    return name


DeploymentName = Annotated[
    str,
    Field(max_length=32, pattern=NAME_PART, min_length=2),
    AfterValidator(_no_beginning_of_s3),
    Allowed(
        "2 to 32 lower-case letters, digits and single inner hyphens, beginning with a letter; "
        "it begins every resource's name, and AWS's limits leave it no more",
        "choose a short name, such as orders",
    ),
]
EnvironmentName = Annotated[
    str,
    Field(max_length=16, pattern=NAME_PART, min_length=2),
    Allowed(
        "2 to 16 lower-case letters, digits and single inner hyphens, beginning with a letter; "
        "it is part of every resource's name, and AWS's limits leave it no more",
        "choose a short name, such as production or staging",
    ),
]
Tags = Annotated[
    Mapping[TagKey, TagValue],
    Field(max_length=40),
    FREEZE,
    THAW,
    Allowed(
        "a mapping of at most 40 tags: AWS takes 50, and some are set here",
        "write one line `CostCenter: orders` per tag",
    ),
]
