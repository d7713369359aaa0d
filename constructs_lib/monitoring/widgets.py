"""A dashboard's widgets as values, and where they stand."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from constructs_lib.monitoring.metric import Series

COLUMNS = 24
"""The width of a CloudWatch dashboard."""
PERIOD_SECONDS = 60
MOST_WIDGETS = 500
"""CloudWatch's limit per dashboard."""

Json = Mapping[str, Any]


@dataclass(frozen=True, kw_only=True)
class Graph:
    """Metrics over time, or their latest values."""

    title: str
    series: Sequence[Series]
    limits: Mapping[str, float] | None = None
    """Horizontal lines by label: where an alarm begins."""
    width: int = 8
    height: int = 6
    view: Literal["timeSeries", "singleValue"] = "timeSeries"

    @property
    def empty(self) -> bool:
        """Whether there is nothing to draw."""
        return not self.series

    def document(self) -> Json:
        """The widget without its place. Every metric names its region: several may stand in one graph."""
        properties: dict[str, Any] = {
            "title": self.title,
            "view": self.view,
            "region": self.series[0].region,
            "period": PERIOD_SECONDS,
            "metrics": [_line(series) for series in self.series],
        }
        if self.view == "timeSeries":
            properties["yAxis"] = {"left": {"min": 0, "label": self._unit(), "showUnits": False}}
        if self.limits:
            lines = [{"label": label, "value": value} for label, value in self.limits.items()]
            properties["annotations"] = {"horizontal": lines}
        return {"type": "metric", "properties": properties}

    def _unit(self) -> str:
        return "/".join(dict.fromkeys(series.metric.unit for series in self.series))


@dataclass(frozen=True, kw_only=True)
class AlarmStates:
    """A box with the present state of alarms, all of one region."""

    title: str
    alarm_arns: Sequence[str]
    width: int = COLUMNS
    height: int = 3

    @property
    def empty(self) -> bool:
        """Whether there is nothing to show."""
        return not self.alarm_arns

    def document(self) -> Json:
        """The widget without its place."""
        return {"type": "alarm", "properties": {"title": self.title, "alarms": list(self.alarm_arns)}}


@dataclass(frozen=True, kw_only=True)
class Heading:
    """A line of text across the dashboard."""

    markdown: str
    width: int = COLUMNS
    height: int = 1
    empty = False

    def document(self) -> Json:
        """The widget without its place."""
        return {"type": "text", "properties": {"markdown": self.markdown}}


Widget = Graph | AlarmStates | Heading


@dataclass(frozen=True, kw_only=True)
class Section:
    """Widgets under a heading; without widgets that show something there is no section."""

    heading: str
    widgets: Sequence[Widget]


def dashboard_body(sections: Iterable[Section]) -> str:
    """The JSON of a dashboard. Values may be tokens: they resolve inside the string."""
    return json.dumps({"widgets": _placed(sections)}, separators=(",", ":"))


def _placed(sections: Iterable[Section]) -> list[Json]:
    """From left to right, and on to the next row where a widget does not fit any more."""
    placed: list[Json] = []
    top = 0
    for section in sections:
        drawn = [widget for widget in section.widgets if not widget.empty]
        if not drawn:
            continue
        left, row_height = 0, 0
        for widget in (Heading(markdown=f"## {section.heading}"), *drawn):
            if left + widget.width > COLUMNS:
                left, top, row_height = 0, top + row_height, 0
            place = {"x": left, "y": top, "width": widget.width, "height": widget.height}
            placed.append({**place, **widget.document()})
            left, row_height = left + widget.width, max(row_height, widget.height)
        top += row_height
    if len(placed) > MOST_WIDGETS:
        raise ValueError(f"A dashboard with {len(placed)} widgets: CloudWatch takes {MOST_WIDGETS}.")
    return placed


def _line(series: Series) -> list[Any]:
    metric = series.metric
    dimensions = [part for pair in metric.dimensions.items() for part in pair]
    how = {"region": series.region, "stat": series.statistic, "label": series.label}
    return [metric.namespace, metric.name, *dimensions, how]
