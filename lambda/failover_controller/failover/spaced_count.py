"""Counts sightings that must be consecutive and apart in time, whoever wakes the controller and how often."""

from __future__ import annotations

from dataclasses import dataclass

SPACING_SECONDS = 45.0
"""Sightings closer than this count once: SNS delivers twice, and beside the schedule (once a minute, F28)."""
LOST_AFTER_SECONDS = 200.0
"""After a longer silence nobody can say what was missed: the count begins anew."""


@dataclass(frozen=True, kw_only=True)
class SpacedCount:
    """How many sightings so far. Times are seconds since 1970."""

    times: int = 0
    counted: float = 0.0
    """When the last one was counted."""
    seen: float = 0.0
    """When the last run looked, whether it counted or not."""

    def sighted(self, now: float) -> SpacedCount:
        """One more sighting: counted if it is far enough from the last, the first again after a gap."""
        if not self.times or not self._unbroken(now):
            return SpacedCount(times=1, counted=now, seen=now)
        if now - self.counted < SPACING_SECONDS:
            return SpacedCount(times=self.times, counted=self.counted, seen=now)
        return SpacedCount(times=self.times + 1, counted=now, seen=now)

    def looked(self, now: float) -> SpacedCount:
        """A run that could not tell: the count stays, unless runs were missed before this one."""
        if not self.times or not self._unbroken(now):
            return SpacedCount()
        return SpacedCount(times=self.times, counted=self.counted, seen=now)

    def _unbroken(self, now: float) -> bool:
        # A clock that went back, or leapt ahead, tells nothing about what was missed.
        return 0 <= now - self.seen <= LOST_AFTER_SECONDS and self.counted <= now
