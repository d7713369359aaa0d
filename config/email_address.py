"""People, as AWS writes to them."""

import re
from typing import Annotated

from pydantic import AfterValidator

from config.model import Allowed, refused

_EMAIL = re.compile(
    r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*"
    r"@([A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)+[A-Za-z]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?"
)
_ADDRESS = Allowed("an e-mail address, such as oncall@example.com", "correct the address")


def _address(value: str) -> str:
    if not _EMAIL.fullmatch(value) or len(value) > 254 or len(value.partition("@")[0]) > 64:
        raise refused(_ADDRESS.text, _ADDRESS.mend)
    return value


EmailAddress = Annotated[str, AfterValidator(_address), _ADDRESS]
"""An address that a person reads."""
