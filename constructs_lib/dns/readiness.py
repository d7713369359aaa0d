"""Whether a region is ready to be answered with: what its record asks."""

from collections.abc import Sequence

from constructs import Construct

from config.regions import Region
from constructs_lib.dns.calculated_check import CalculatedCheck
from constructs_lib.dns.health import Check
from constructs_lib.providers import RegionScope


class Readiness(Construct):
    """Several checks of one region as one: calculated, or the check itself where there is only one.

    All must be healthy unless `required` says how many.
    """

    def __init__(
        self,
        scope: Construct,
        id_: str,
        *,
        edge: RegionScope,
        region: Region,
        checks: Sequence[Check],
        required: int | None = None,
    ) -> None:
        """Raises `ValueError` for checks that cannot be counted together (see `CalculatedCheck`)."""
        super().__init__(scope, id_)
        if len(checks) == 1 and required in (None, 1):
            self.check: Check = checks[0]
        else:
            self.check = CalculatedCheck(
                self,
                "all" if required is None else "enough",
                edge=edge,
                what=[region.name, "ready"],
                children=checks,
                required=required,
            ).check
        self.health_check_id: str = self.check.id
        """What a record takes."""
