"""Names of AWS resources: `<deployment>-<environment>[-<region>]-<what>`, within each service's limit."""

import hashlib
import re
from dataclasses import dataclass

from config.identity import NAME_PART

HASH_LENGTH = 8


@dataclass(frozen=True, kw_only=True)
class Naming:
    """Makes the names of one deployment.

    A name that is longer than its service allows keeps its beginning and ends in eight hexadecimal
    digits of the SHA-256 of the whole: the same name every time, and another for every other.
    """

    deployment: str
    environment: str

    def __post_init__(self) -> None:
        """ValueError for what AWS does not take in every name."""
        for what in (self.deployment, self.environment):
            if not re.fullmatch(NAME_PART, what):
                raise ValueError(
                    f"{what!r} cannot be part of every name: lower-case letters, digits and single inner "
                    "hyphens, beginning with a letter"
                )

    def name(self, *parts: str, limit: int = 64) -> str:
        """The name for `parts` (a region first, where the service is global), at most `limit` long.

        64 is the limit of functions, roles, log streams and most others; say so where it is another.
        """
        return shortened("-".join((self.deployment, self.environment, *parts)), limit)


def shortened(name: str, limit: int) -> str:
    """`name`, or where it is longer than `limit` its beginning and a stable hash of all of it."""
    if len(name) <= limit:
        return name
    digest = hashlib.sha256(name.encode()).hexdigest()[:HASH_LENGTH]
    return f"{name[: limit - HASH_LENGTH - 1].rstrip('-')}-{digest}"
