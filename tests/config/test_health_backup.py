"""`monitoring.health_backup`: where nothing else would tell of a lost region, it is on by itself."""

from collections.abc import Sequence
from typing import Any

import pytest

from config.monitoring import Monitoring
from tests.config.conftest import Refusal
from tests.config.texts import SMALL

EUROPE = ["eu-west-1", "eu-central-1"]
TOLD = {"emails": ["oncall@example.com"]}


@pytest.mark.parametrize(
    ("regions", "monitoring", "heard"),
    [
        (["us-east-1", "eu-west-1"], TOLD, True),
        (["us-east-1", "eu-west-1"], {}, False),
        (["us-east-1", "eu-west-1"], {**TOLD, "health_backup": False}, False),
        (["us-east-1", "eu-west-1"], {**TOLD, "health_events": False}, False),
        (["us-east-1", "us-west-2"], TOLD, False),
        (["us-east-1", "us-west-2"], {**TOLD, "health_backup": True}, False),
        (EUROPE, TOLD, False),
        (EUROPE, {"health_backup": True}, True),
    ],
    ids=[
        "health alarms are lost with a region",
        "nobody is told",
        "switched off",
        "without AWS Health",
        "in us-west-2",
        "in us-west-2, and asked for",
        "health alarms are outside",
        "asked for",
    ],
)
def test_it_is_heard_where(regions: Sequence[str], monitoring: dict[str, Any], heard: bool) -> None:
    assert Monitoring.model_validate(monitoring).hears_backup(regions) is heard


def test_a_second_place_needs_a_first(refusal: Refusal) -> None:
    text = SMALL + "monitoring:\n  health_events: false\n  health_backup: true\n"

    assert refusal(text) == (
        """\
deployment.yaml:14: monitoring.health_backup
  found:   health_backup without health_events
  allowed: `health_backup` only together with `health_events`
  mend:    remove one of the two lines

1 problem in deployment.yaml; nothing was written."""
    )
