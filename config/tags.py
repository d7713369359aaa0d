"""The user's own tags, within AWS's limits."""

import re
from typing import Annotated

from pydantic import AfterValidator

from config.model import Allowed, refused

RESERVED_TAGS = ("Environment", "Region", "Role", "ManagedBy", "Deployment")
"""Set on every resource by the synthesis."""

_CHARACTERS = re.compile(r"[\w\s.:/=+\-@]*")
_KEY = Allowed(
    "a tag key of 1 to 128 letters, digits, spaces and _ . : / = + - @, not beginning with aws:",
    "write it like CostCenter",
)
_VALUE = Allowed(
    "a tag value of at most 256 letters, digits, spaces and _ . : / = + - @, as text",
    "shorten it, or leave the other characters out",
)


def _key(key: str) -> str:
    if not 1 <= len(key) <= 128 or not _CHARACTERS.fullmatch(key) or key.lower().startswith("aws:"):
        raise refused(_KEY.text, _KEY.mend, found=f"the key {key[:140]}")
    # AWS's own services compare tag keys without regard to case (IAM), and people do too.
    if key.lower() in {reserved.lower() for reserved in RESERVED_TAGS}:
        raise refused(
            f"any key but {', '.join(RESERVED_TAGS)}, which are set already",
            "choose another key, such as CostCenter",
            found=f"the key {key}",
        )
    return key


def _value(value: str) -> str:
    if len(value) > 256 or not _CHARACTERS.fullmatch(value):
        raise refused(_VALUE.text, _VALUE.mend)
    return value


TagKey = Annotated[str, AfterValidator(_key), _KEY]
TagValue = Annotated[str, AfterValidator(_value), _VALUE]
