"""The dashboard builder: places, and nothing that is empty."""

import json

from constructs_lib.monitoring.metric import Metric, Series
from constructs_lib.monitoring.widgets import AlarmStates, Graph, Section, dashboard_body

LINE = Series(
    metric=Metric(namespace="AWS/Lambda", name="Errors", dimensions={"FunctionName": "orders"}, unit="Count"),
    statistic="Sum",
    region="us-west-2",
    label="errors",
)


def placed(*sections: Section) -> list[tuple[str, int, int, int, int]]:
    """Each widget's type and place."""
    widgets = json.loads(dashboard_body(sections))["widgets"]
    return [(each["type"], each["x"], each["y"], each["width"], each["height"]) for each in widgets]


def graph(width: int, height: int = 6) -> Graph:
    return Graph(title="errors", series=[LINE], width=width, height=height)


def test_widgets_stand_from_left_to_right_below_their_heading() -> None:
    assert placed(Section(heading="a", widgets=[graph(8), graph(8), graph(8)])) == [
        ("text", 0, 0, 24, 1),
        ("metric", 0, 1, 8, 6),
        ("metric", 8, 1, 8, 6),
        ("metric", 16, 1, 8, 6),
    ]


def test_what_does_not_fit_goes_below_the_highest_of_the_row() -> None:
    assert placed(Section(heading="a", widgets=[graph(16, 3), graph(8, 9), graph(12)])) == [
        ("text", 0, 0, 24, 1),
        ("metric", 0, 1, 16, 3),
        ("metric", 16, 1, 8, 9),
        ("metric", 0, 10, 12, 6),
    ]


def test_the_next_section_begins_below_the_last_row() -> None:
    first = Section(heading="a", widgets=[graph(8)])
    second = Section(heading="b", widgets=[graph(24, 2)])
    assert placed(first, second)[2:] == [("text", 0, 7, 24, 1), ("metric", 0, 8, 24, 2)]


def test_a_section_without_anything_to_show_is_left_out_with_its_heading() -> None:
    empty = Section(
        heading="a",
        widgets=[Graph(title="nothing", series=[]), AlarmStates(title="none", alarm_arns=[])],
    )
    assert placed(empty) == []


def test_a_graph_without_data_leaves_no_gap() -> None:
    section = Section(heading="a", widgets=[Graph(title="nothing", series=[]), graph(8)])
    assert placed(section)[1:] == [("metric", 0, 1, 8, 6)]


def test_a_line_is_written_as_cloudwatch_reads_it() -> None:
    body = json.loads(dashboard_body([Section(heading="a", widgets=[graph(8)])]))
    assert body["widgets"][1]["properties"] == {
        "title": "errors",
        "view": "timeSeries",
        "region": "us-west-2",
        "period": 60,
        "metrics": [
            [
                "AWS/Lambda",
                "Errors",
                "FunctionName",
                "orders",
                {"region": "us-west-2", "stat": "Sum", "label": "errors"},
            ]
        ],
        "yAxis": {"left": {"min": 0, "label": "Count", "showUnits": False}},
    }


def test_limits_are_horizontal_lines() -> None:
    limited = Graph(title="errors", series=[LINE], limits={"alarm": 5})
    body = json.loads(dashboard_body([Section(heading="a", widgets=[limited])]))
    assert body["widgets"][1]["properties"]["annotations"] == {"horizontal": [{"label": "alarm", "value": 5}]}
