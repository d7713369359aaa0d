"""Alarms as values."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from constructs_lib.monitoring.metric import Metric, Statistic

Comparison = Literal[
    "GreaterThanThreshold",
    "GreaterThanOrEqualToThreshold",
    "LessThanThreshold",
    "LessThanOrEqualToThreshold",
]
Missing = Literal["breaching", "notBreaching"]
"""What an alarm makes of silence. Always one of the two (F13): `missing` would leave it without a state."""

_WORDS: dict[Comparison, str] = {
    "GreaterThanThreshold": "above",
    "GreaterThanOrEqualToThreshold": "at or above",
    "LessThanThreshold": "below",
    "LessThanOrEqualToThreshold": "at or below",
}
_UNITS = {"Count": "", "Percent": " %", "Milliseconds": " ms", "Seconds": " s", "Bytes": " bytes"}
_SILENCE: dict[Missing, str] = {"breaching": "alarms", "notBreaching": "is taken for well"}
MINUTE = 60
FIVE_MINUTES = 300
HOUR = 3600


@dataclass(frozen=True, kw_only=True)
class Alarm:
    """What a metric must not do, in a shape that a health check can follow (F12).

    That is: a standard resolution, one of five statistics, and all periods in a row, never M out of N.
    """

    what: str
    """Last part of the name, and construct id: `service-errors`."""
    says: str
    """What it means when it alarms, as a sentence without its end."""
    metric: Metric
    statistic: Statistic
    comparison: Comparison
    threshold: float
    period: int = FIVE_MINUTES
    """Seconds."""
    periods: int = 1
    """All of them, in a row."""
    missing: Missing
    because: str
    """Why silence is taken so, as the end of a sentence that begins with `because`."""
    tells: bool = False
    """Whether it tells people itself. Otherwise the region's state does, once for all its reasons."""
    tags: Mapping[str, str] = field(default_factory=dict)
    """Beside those of where it is: which region it is about, where that is another one (F14)."""

    @property
    def description(self) -> str:
        """For whoever is woken by it: the meaning, the rule, and what silence means."""
        limit = int(self.threshold) if self.threshold == int(self.threshold) else self.threshold
        measured = f"{self.statistic} of {self.metric.name} {_WORDS[self.comparison]} {limit:,}"
        seconds = self.period * self.periods
        lasting = f"for {seconds // HOUR} h" if self.period >= HOUR else f"for {seconds // MINUTE} min"
        return (
            f"{self.says}. {measured}{_UNITS[self.metric.unit]} {lasting}. "
            f"Silence {_SILENCE[self.missing]}, because {self.because}."
        )
