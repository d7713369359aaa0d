"""A broken takeover switch looks like one that is off: alarms in the standby region tell the difference."""

import pytest

from constructs_lib.testing import Block, Template
from tests.conftest import synthesized
from tests.support.pilot_lights import synthesized_pilot_light


@pytest.fixture(scope="module", params=["lattice-service", "pilot-light"])
def template(request: pytest.FixtureRequest) -> Template:
    """Each system that has a switch; us-west-2 is the standby."""
    if request.param == "pilot-light":
        return synthesized_pilot_light()
    return synthesized(health={"takeover": True})


def alarms(template: Template) -> dict[str, Block]:
    """The switch's alarms by the end of their names."""
    return {
        block["alarm_name"].rpartition("takeover-")[2]: block
        for block in template.resources("aws_cloudwatch_metric_alarm")
        if "-takeover-" in block["alarm_name"]
    }


def test_it_is_watched_where_it_stands(template: Template) -> None:
    (function,) = [
        block for block in template.resources("aws_lambda_function") if "-takeover" in block["function_name"]
    ]

    assert set(alarms(template)) == {"errors", "throttles", "duration", "silent"}
    for alarm in alarms(template).values():
        alarm.expect(provider="us_west_2", dimensions={"FunctionName": function.ref("function_name")})


def test_a_switch_that_nobody_asks_is_a_fault(template: Template) -> None:
    """Route 53's checkers ask it all the time, and the inverted check takes no answer for `off`."""
    alarms(template)["silent"].expect(
        provider="us_west_2",
        metric_name="Invocations",
        statistic="Sum",
        comparison_operator="LessThanThreshold",
        threshold=1,
        period=300,
        evaluation_periods=2,
        treat_missing_data="breaching",
    )


def test_the_standby_s_state_tells_of_it(template: Template) -> None:
    impaired = template.only("aws_cloudwatch_composite_alarm", "monitoring/us-west-2/impaired")

    for alarm in alarms(template).values():
        assert f'ALARM("{alarm["alarm_name"]}")' in impaired["alarm_rule"]


def test_without_a_switch_nothing_of_it_is_watched(two_regions: Template) -> None:
    assert alarms(two_regions) == {}
