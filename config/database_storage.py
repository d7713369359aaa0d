"""How large a database's volume is, and how large it may become."""

from collections.abc import Iterator
from typing import Annotated

from pydantic import Field

from config.model import Allowed, Checks, ConfigModel, Violation


class DatabaseStorage(ConfigModel):
    """The database's volume (gp3), in each region. From 400 GiB on it has 12,000 operations and 500 MiB a
    second instead of 3,000 and 125, as AWS wants it."""

    gib: Annotated[
        int,
        Field(strict=True, ge=20, le=65_536),
        Allowed("a whole number from 20 to 65536 (GiB)", "set `gib: 20`"),
    ] = 20
    """GiB to begin with. It can grow, never shrink."""
    max_gib: Annotated[
        int,
        Field(strict=True, ge=0, le=65_536),
        Allowed("0, or a whole number up to 65536 (GiB) and 10 % above `gib`", "set `max_gib: 100`"),
    ] = 100
    """GiB up to which RDS lets the volume grow by itself, in both regions alike: a replica that is full stops
    replicating. 0: it does not grow."""

    def checks(self) -> Checks:
        """A limit too near to where the volume begins."""
        return (self._no_room(),)

    def _no_room(self) -> Iterator[Violation]:
        if self.max_gib and self.max_gib * 10 < self.gib * 11:
            least = -(-self.gib * 11 // 10)
            yield Violation(
                ("max_gib",),
                allowed=f"{least} or more: RDS wants a limit 10 % above `gib`, which is {self.gib}",
                mend=f"set `max_gib: {least}` or more, or 0 to switch growth off",
                because=(("gib",),),
            )
