"""One state for all regions, or one for each."""

from typing import Annotated, Literal

from config.model import Allowed, ConfigModel

Layout = Annotated[
    Literal["single", "per-region"],
    Allowed("single or per-region", "set `layout: per-region`"),
]


class Laid(ConfigModel):
    """What every backend can do."""

    layout: Layout = "single"
    """`single`: one state for all regions, which cannot be planned while one of them is down.
    `per-region`: one for each region, one for what is global, and where they are needed one for the zone and
    one for what belongs to two regions at once (F29)."""

    @property
    def per_region(self) -> bool:
        """Whether each region has a state of its own."""
        return self.layout == "per-region"

    @property
    def named_place(self) -> tuple[str, str] | None:
        """The key that names where the state is, and what it names; None where that follows from the stack's
        name, and is no other stack's."""
        return None
