"""Checks that follow a CloudWatch alarm's metric, in the shape that Route 53 can follow (F12)."""

from collections.abc import Iterator, Mapping
from typing import Annotated, Literal

from pydantic import AfterValidator, BeforeValidator, Field

from config.aws_regions import RegionName
from config.health_endpoint import CheckName
from config.model import FREEZE, THAW, Allowed, Checks, ConfigModel, Violation, no_entries, refused

STATISTICS = ("Average", "Maximum", "Minimum", "SampleCount", "Sum")

_DAY, _WEEK, _HOUR = 86_400, 604_800, 3_600

_PERIOD = Allowed(
    "a multiple of 60, from 60 to 86400 (seconds): Route 53 follows standard-resolution metrics only",
    "set `period: 60`",
)
_THRESHOLD = Allowed("a number", "write the value that the metric is compared with, such as `threshold: 0.9`")


def _whole_minutes(seconds: int) -> int:
    if seconds % 60 or not 60 <= seconds <= _DAY:
        raise refused(_PERIOD.text, _PERIOD.mend)
    return seconds


def _number(value: object) -> object:
    """Refuses text and truth values, which pydantic would make numbers of, and infinities."""
    if isinstance(value, bool) or not isinstance(value, int | float) or abs(value) > 1e300 or value != value:
        raise refused(_THRESHOLD.text, _THRESHOLD.mend)
    return value


class MetricAlarm(ConfigModel):
    """An alarm on one metric, as a health check can follow it (F12).

    Five statistics, no percentiles, no metric math, no other account, and every period counts.
    """

    namespace: Annotated[
        str,
        Field(pattern=r"^[A-Za-z0-9._/#-][A-Za-z0-9._/#: -]{0,254}$"),
        Allowed("a metric's namespace, at most 255 characters", "write it like AWS/Lambda"),
    ]
    """The metric's namespace."""
    metric: Annotated[
        str,
        Field(pattern=r"^[!-#&-~][ -#&-~]{0,254}$"),
        Allowed("a metric's name, at most 255 characters", "write it like Errors"),
    ]
    """The metric's name. A single metric: Route 53 follows no metric math (F12)."""
    dimensions: Annotated[
        Mapping[
            Annotated[
                str,
                Field(min_length=1, max_length=255),
                Allowed("a dimension's name of 1 to 255 characters", "write it like FunctionName"),
            ],
            Annotated[
                str,
                Field(min_length=1, max_length=1024),
                Allowed("a dimension's value of 1 to 1024 characters, as text", "put it in quotes"),
            ],
        ],
        Field(max_length=30),
        FREEZE,
        THAW,
        Allowed("a mapping of at most 30 dimensions", "write one line `FunctionName: orders` per dimension"),
    ] = Field(default_factory=no_entries)
    """The metric's dimensions, all of them: CloudWatch does not add up over those that are left out."""
    statistic: Annotated[
        Literal["Average", "Maximum", "Minimum", "SampleCount", "Sum"],
        Allowed(
            f"one of {', '.join(STATISTICS)}: Route 53 follows no percentiles or other statistics",
            "choose among these five, such as `statistic: Average`",
        ),
    ]
    """What is made of the values of one period (F12)."""
    period: Annotated[int, Field(strict=True), AfterValidator(_whole_minutes), _PERIOD] = 60
    """Seconds of one period. 60 is the shortest that Route 53 follows (F12), and so the fastest detection."""
    evaluation_periods: Annotated[
        int,
        Field(strict=True, ge=1, le=1440),
        Allowed("a whole number from 1 to 1440", "set `evaluation_periods: 2`"),
    ] = 2
    """Consecutive periods that must all be past the threshold. 2: a single reading can be a mistake."""
    datapoints_to_alarm: Annotated[
        int | None,
        Field(strict=True, ge=1, le=1440),
        Allowed("a whole number from 1 to 1440, equal to `evaluation_periods`", "remove it"),
    ] = None
    """Leave it out. Periods that must be past the threshold: all of them, as Route 53 cannot follow M out of
    N (F12)."""
    comparison: Annotated[
        Literal[
            "GreaterThanThreshold",
            "GreaterThanOrEqualToThreshold",
            "LessThanThreshold",
            "LessThanOrEqualToThreshold",
        ],
        Allowed(
            "GreaterThanThreshold, GreaterThanOrEqualToThreshold, LessThanThreshold or "
            "LessThanOrEqualToThreshold",
            "choose how the metric compares with `threshold` when the region is unhealthy",
        ),
    ]
    """How the metric compares with the threshold when the region is unhealthy."""
    threshold: Annotated[float, BeforeValidator(_number), _THRESHOLD]
    """What the metric is compared with, in the metric's own unit."""

    def checks(self) -> Checks:
        """M out of N; longer than CloudWatch looks back."""
        return (self._m_out_of_n(), self._too_long())

    def _m_out_of_n(self) -> Iterator[Violation]:
        if self.datapoints_to_alarm not in (None, self.evaluation_periods):
            yield Violation(
                ("datapoints_to_alarm",),
                found=f"{self.datapoints_to_alarm} out of {self.evaluation_periods} periods",
                allowed=f"all {self.evaluation_periods}: a health check cannot follow an alarm of M out of N",
                mend="remove `datapoints_to_alarm`, or choose another number of `evaluation_periods`",
                because=(("evaluation_periods",),),
            )

    def _too_long(self) -> Iterator[Violation]:
        span, longest = self.period * self.evaluation_periods, _WEEK if self.period >= _HOUR else _DAY
        if span > longest:
            yield Violation(
                ("evaluation_periods",),
                found=f"{self.evaluation_periods} periods of {self.period} s: {span} s",
                allowed=f"together at most {longest} s",
                mend=f"set `evaluation_periods: {longest // self.period}`, or fewer",
                because=(("period",),),
            )


class AlarmCheck(MetricAlarm):
    """A CloudWatch alarm, created in `region`, and the health check that follows its metric (F12)."""

    type: Literal["alarm"]
    """A CloudWatch alarm on one metric."""
    name: CheckName
    """Tells the check from the others of its region; part of the alarm's name."""
    region: RegionName
    """The region where the metric is, and that is not ready while it is past the threshold."""
    insufficient_data: Annotated[
        Literal["healthy", "unhealthy", "last-known"],
        Allowed(
            "healthy, unhealthy or last-known",
            "choose what silence means: a region that is down stops sending data, and so does an idle one",
        ),
    ]
    """What the check says when the metric is silent (F13), alarm and check alike. There is no default:
    `unhealthy` for a metric that always flows, such as a heartbeat; `last-known` where silence says nothing;
    `healthy` for a metric that exists only when something is wrong, such as a count of errors."""
