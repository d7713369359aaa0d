"""How Route 53 looks at each region of a website."""

from collections.abc import Iterator
from typing import Annotated, Literal

from pydantic import AfterValidator, BeforeValidator, Field

from config.health import CheckerRegion, HealthCheck
from config.model import Allowed, Checks, ConfigModel, Violation, all_different, whole_number


class WebsiteHealth(ConfigModel):
    """A check of each region's own page, through the edge (F9).

    It tells people and moves nothing: the edge itself fails over, request by request. So it can be slow and
    cheap; every checker's question is a request that the edge and a bucket answer.
    """

    interval: Annotated[
        Literal[10, 30],
        BeforeValidator(whole_number),
        Allowed("10 or 30 (seconds)", "set `interval: 30`, or 10 for earlier news at a higher price"),
    ] = 30
    """Seconds between two checks of one checker (F9). 10 costs 1 US dollar more a month for each region. A
    later change makes a new check."""
    threshold: Annotated[
        int,
        Field(strict=True, ge=1, le=10),
        Allowed("a whole number from 1 to 10 (consecutive checks)", "set `threshold: 3`"),
    ] = 3
    """Consecutive failed checks until a region counts as unhealthy, and passed ones until it is healthy
    again (F9)."""
    checker_regions: Annotated[
        tuple[CheckerRegion, ...],
        AfterValidator(all_different),
        Allowed(
            "3 or more of Route 53's eight checker regions, or an empty list for all eight",
            "write it like [us-east-1, eu-west-1, ap-northeast-1]",
        ),
    ] = ("us-east-1", "eu-west-1", "ap-northeast-1")
    """Where the checkers stand. Three, the fewest that Route 53 takes, ask less than half as often as all
    eight."""

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
