"""How Route 53 looks at the primary region of an application that has a standby."""

from collections.abc import Iterator
from typing import Annotated, Literal

from pydantic import AfterValidator, BeforeValidator, Field

from config.health import CHECKER_REGIONS, CheckerRegion, HealthCheck
from config.model import Allowed, Checks, ConfigModel, Violation, all_different, whole_number


class PrimaryHealth(ConfigModel):
    """The check of the primary's load balancer (F9). Records and witness follow it; the standby has none:
    it is empty, and would be unhealthy until it is woken (F7).
    """

    interval: Annotated[
        Literal[10, 30],
        BeforeValidator(whole_number),
        Allowed("10 or 30 (seconds)", "set `interval: 10`, or 30 for a lower price and slower detection"),
    ] = 10
    """Seconds between two checks of one checker (F9). 10 costs 1 US dollar more a month and finds a loss
    within a minute. A later change makes a new check, and for a minute or two its verdict is not yet
    known: do it while the standby is not needed."""
    threshold: Annotated[
        int,
        Field(strict=True, ge=1, le=10),
        Allowed("a whole number from 1 to 10 (consecutive checks)", "set `threshold: 3`"),
    ] = 3
    """Consecutive failed checks until the primary is unhealthy, and passed ones until it is healthy again
    (F9)."""
    checker_regions: Annotated[
        tuple[CheckerRegion, ...],
        AfterValidator(all_different),
        Allowed(
            f"nothing (all eight), or 3 or more of {', '.join(CHECKER_REGIONS)}",
            "add regions until there are three, or remove `checker_regions`",
        ),
    ] = ()
    """Where the checkers stand: 3 or more of Route 53's eight regions. Empty: all of them. More than 18 %
    must see the primary healthy, so the more places, the less one network's trouble counts."""

    @property
    def timing(self) -> HealthCheck:
        """As health checks take it."""
        return HealthCheck(
            interval=self.interval, threshold=self.threshold, checker_regions=self.checker_regions
        )

    def checks(self) -> Checks:
        """Too few checker regions."""
        return (self._too_few_checker_regions(),)

    def _too_few_checker_regions(self) -> Iterator[Violation]:
        if 0 < len(self.checker_regions) < 3:
            yield Violation(
                ("checker_regions",),
                found=f"{len(self.checker_regions)} of them",
                allowed="3 or more, or none (all eight): Route 53 refuses fewer",
                mend="add regions until there are three, or remove `checker_regions`",
            )
