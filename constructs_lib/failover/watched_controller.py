"""How the controller itself is watched."""

from collections.abc import Sequence
from dataclasses import dataclass

from config.monitoring import AlarmLimits
from constructs_lib.monitoring.alarm import Alarm
from constructs_lib.monitoring.kinds.function import WatchedFunction


@dataclass(frozen=True, kw_only=True)
class WatchedController(WatchedFunction):
    """A function that runs once a minute and must not fail once.

    Throttled calls are no alarm: with one run at a time, a wake during a run is put off, and comes again.
    """

    def alarms(self, limits: AlarmLimits) -> Sequence[Alarm]:
        """A failed run, silence, and runs that are nearly timed out. The first two tell people at once
        (F25)."""
        failed = Alarm(
            what=f"{self.what}-errors",
            says="A run of the failover controller failed: while that lasts, the standby does not take "
            "over, or not further",
            metric=self.metric("Errors"),
            statistic="Sum",
            comparison="GreaterThanOrEqualToThreshold",
            threshold=1,
            missing="notBreaching",
            because="the alarm on silence already reports it",
            tells=True,
        )
        silent = Alarm(
            what=f"{self.what}-silent",
            says="The failover controller does not run: nobody watches the primary",
            metric=self.metric("Invocations"),
            statistic="Sum",
            comparison="LessThanThreshold",
            threshold=1,
            missing="breaching",
            because="its schedule wakes it once a minute",
            tells=True,
        )
        *_, slow = super().alarms(limits)
        return (failed, silent, slow)
