"""How the takeover switch itself is watched."""

from collections.abc import Sequence
from dataclasses import dataclass

from config.monitoring import AlarmLimits
from constructs_lib.monitoring.alarm import Alarm
from constructs_lib.monitoring.kinds.function import WatchedFunction


@dataclass(frozen=True, kw_only=True)
class WatchedSwitch(WatchedFunction):
    """A function that Route 53's checkers ask all the time, and whose failure looks like `not taken over`.

    No health check tells of it: the one that asks is inverted, so a broken switch counts as healthy. Before a
    takeover it would not turn; during one, traffic returns to the primary.
    """

    def alarms(self, limits: AlarmLimits) -> Sequence[Alarm]:
        """A function's, and silence."""
        silent = Alarm(
            what=f"{self.what}-silent",
            says="Nobody asks the takeover switch, so it moves no traffic: its public entrance is broken, or "
            "it cannot be invoked",
            metric=self.metric("Invocations"),
            statistic="Sum",
            comparison="LessThanThreshold",
            threshold=1,
            periods=2,
            missing="breaching",
            because="Route 53 asks it several times a minute",
        )
        return (*super().alarms(limits), silent)
