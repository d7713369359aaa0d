"""Resources that were made by hand and become the deployment's own."""

import re
from collections.abc import Mapping
from typing import Annotated

from pydantic import AfterValidator, Field

from config.model import FREEZE, THAW, Allowed, refused

_ADDRESS = Allowed(
    "the address of a resource of the synthesized stack, as a plan shows it",
    "write it like aws_route53_zone.zone_E7D12466",
)
_PATTERN = re.compile(r"aws_[a-z0-9_]+\.[A-Za-z0-9_-]+")


def _address(value: str) -> str:
    # By a validator of its own, so that the message is about the key and not about the value at it.
    if not _PATTERN.fullmatch(value):
        raise refused(_ADDRESS.text, _ADDRESS.mend, found=f"the address {value}")
    return value


Address = Annotated[str, AfterValidator(_address), _ADDRESS]
ImportId = Annotated[
    str,
    Field(pattern=r"^\S(.*\S)?$", max_length=1024),
    Allowed(
        "what Terraform imports the resource by, which the provider's page of its type says: an id, a name, "
        "an ARN",
        "write it like Z0123456789ABCDEFGHIJ, in quotes where it looks like a number",
    ),
]
Adoptions = Annotated[
    Mapping[Address, ImportId],
    FREEZE,
    THAW,
    Allowed("a mapping from address to id", "write one line `aws_route53_zone.zone_E7D12466: Z0123...` each"),
]
"""What is imported by the next apply, instead of being made."""
