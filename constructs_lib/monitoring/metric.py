"""CloudWatch metrics as values: what an alarm watches and a dashboard draws."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

Unit = Literal["Count", "Percent", "Milliseconds", "Seconds", "Bytes"]
Statistic = Literal["Average", "Minimum", "Maximum", "Sum", "SampleCount"]
"""The five that a health check can follow (F12). No percentiles: an alarm on one could never move traffic."""


@dataclass(frozen=True, kw_only=True)
class Metric:
    """One metric of one resource."""

    namespace: str
    name: str
    dimensions: Mapping[str, str]
    """Values may be tokens. Each name and its value must be what AWS publishes: a metric with one dimension
    more or less is another metric, and silent."""
    unit: Unit
    """CloudWatch's unit, for people. An alarm is made without: it would hear nothing if it differed."""


@dataclass(frozen=True, kw_only=True)
class Series:
    """One line of a graph."""

    metric: Metric
    statistic: Statistic
    region: str
    """Where the metric is, which is not always where the resource is (F14)."""
    label: str
