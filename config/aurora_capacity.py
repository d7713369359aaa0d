"""How much an Aurora cluster's instances can do."""

from collections.abc import Iterator
from typing import Annotated, Literal

from pydantic import Field

from config.model import Allowed, Checks, ConfigModel, Violation

InstanceClass = Annotated[
    str,
    # AWS: a global database wants classes for much memory; db.t and db.m are none.
    Field(pattern=r"^db\.(r[5-9]|x[2-9])[a-z]*\.[0-9]*x?large$", max_length=40),
    Allowed(
        "a memory-optimized instance class from db.r5 on, such as db.r7g.large: AWS makes no global database "
        "of others",
        "write it like db.r7g.large, or set `type: serverless`",
    ),
]


class Provisioned(ConfigModel):
    """Instances of one class."""

    type: Literal["provisioned"]
    """Instances of a fixed size."""
    instance_class: InstanceClass = "db.r7g.large"
    """Class of every instance of the primary's cluster."""
    standby_class: InstanceClass | None = None
    """Class of the standby's instances. Default: the primary's, since after a failover they carry all of the
    load. An instance that is too small for what the primary writes also restarts, and falls behind."""


class Serverless(ConfigModel):
    """Aurora Serverless v2: instances that grow and shrink between two limits, the same in both regions."""

    type: Literal["serverless"]
    """Instances that follow the load."""
    min_acu: Annotated[
        float,
        Field(strict=True, ge=0.5, le=256, multiple_of=0.5),
        Allowed(
            "a number from 0.5 to 256 in steps of 0.5 (capacity units): 0 would pause the instances, and a "
            "standby must not have to wake first",
            "set `min_acu: 8`",
        ),
    ] = 8
    """Capacity units (about 2 GiB of memory each) that an instance never goes below. AWS recommends no fewer
    than 8 for the primary of a global database; the standby has the same, because how fast it grows depends
    on where it begins."""
    max_acu: Annotated[
        float,
        Field(strict=True, ge=1, le=256, multiple_of=0.5),
        Allowed("a number from 1 to 256 in steps of 0.5 (capacity units)", "set `max_acu: 32`"),
    ] = 32
    """Capacity units that an instance never goes above."""

    def checks(self) -> Checks:
        """Limits that change places."""
        return (self._no_range(),)

    def _no_range(self) -> Iterator[Violation]:
        if self.min_acu > self.max_acu:
            yield Violation(
                ("max_acu",),
                allowed=f"`min_acu` or more, which is {self.min_acu:g}",
                mend=f"set `max_acu: {self.min_acu:g}` or more",
                because=(("min_acu",),),
            )


Capacity = Annotated[
    Provisioned | Serverless,
    Field(discriminator="type"),
    Allowed(
        "`type: provisioned` or `type: serverless`",
        "add `type: provisioned` with `instance_class:`, or `type: serverless`",
    ),
]
"""What instances can do, told apart by `type`."""
