"""What the function is told, and what it refuses to begin with."""

import json
from typing import Any

import pytest

from tests.origin_header.world import SETTINGS, part


def test_the_settings_are_read() -> None:
    settings = part("settings").Settings.parse(json.dumps(SETTINGS))

    assert settings.distribution_id == "E2EXAMPLE"
    assert settings.load_balancers == {
        "us-east-1": "shop-production-app",
        "us-west-2": "shop-production-app",
    }


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"secret_arn": ""}, "SETTINGS.secret_arn must be a text"),
        ({"header": None}, "SETTINGS.header must be a text"),
        ({"rule_priority": "2"}, "SETTINGS.rule_priority must be a whole number"),
        ({"load_balancers": {}}, "must name one load balancer for each region"),
        ({"load_balancers": {"us-east-1": ""}}, "must name one load balancer for each region"),
        ({"region": "us-east-1"}, "unknown keys: region"),
    ],
)
def test_half_understood_settings_are_refused(changes: dict[str, Any], reason: str) -> None:
    with pytest.raises(part("errors").RotationError, match=reason):
        part("settings").Settings.parse(json.dumps({**SETTINGS, **changes}))


@pytest.mark.parametrize(
    ("text", "reason"), [(None, "not valid JSON"), ("{", "not valid JSON"), ("[]", "a JSON object")]
)
def test_missing_settings_are_refused(text: str | None, reason: str) -> None:
    with pytest.raises(part("errors").RotationError, match=reason):
        part("settings").Settings.parse(text)
