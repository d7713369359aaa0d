"""`SETTINGS`: all of it is understood, or nothing is done."""

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.failover_controller.controller import SETTINGS, part, settings_with
from tests.failover_controller.world import World

REFUSED = [
    ({"mode": "auto"}, "SETTINGS.mode must be one of automatic, approve, manual"),
    ({"mode": None}, "SETTINGS.mode must be one of automatic, approve, manual"),
    ({"deployment": ""}, "SETTINGS.deployment must be a text"),
    ({"healthy_targets": 0}, "SETTINGS.healthy_targets must be a whole number from 1"),
    ({"healthy_targets": True}, "SETTINGS.healthy_targets must be a whole number from 1"),
    ({"objective_minutes": "15"}, "SETTINGS.objective_minutes must be a whole number from 1"),
    (
        {"healthy_targets": 3},
        "healthy_targets is 3, but the group has 2 instances: the failover would never be done",
    ),
    ({"witness": []}, "SETTINGS.witness must be a JSON object"),
    (
        {"witness": {**SETTINGS["witness"], "up": "witness.example.com"}},
        "SETTINGS.witness.up must be an IPv4 address",
    ),
    (
        {"witness": {**SETTINGS["witness"], "up": "198.51.100.1"}},
        "witness up and down are both 198.51.100.1: it could not tell them apart",
    ),
    (
        {"witness": {**SETTINGS["witness"], "readings": 0}},
        "SETTINGS.witness.readings must be a whole number from 1",
    ),
    (
        {"witness": {**SETTINGS["witness"], "ttl": 10}},
        "SETTINGS.witness has unknown keys: ttl",
    ),
    (
        {"database": {"strategy": "snapshot", "identifier": "a"}},
        "SETTINGS.database.strategy must be one of replica, global-cluster",
    ),
    (
        {"database": {"strategy": "global-cluster", "identifier": "a"}},
        "SETTINGS.database.global_cluster must be a text",
    ),
    (
        {"database": {"strategy": "replica", "identifier": "a", "global_cluster": "b"}},
        "SETTINGS.database has unknown keys: global_cluster",
    ),
    (
        {"group": {"name": "a", "min": 3, "max": 6, "desired": 2}},
        "group sizes must be min <= desired <= max, not 3, 2, 6",
    ),
    (
        {"group": {"name": "a", "min": 0, "max": 6, "desired": 0}},
        "SETTINGS.group.desired must be a whole number from 1",
    ),
    ({"standby_region": "us-east-1"}, "primary_region and standby_region are both us-east-1"),
    (
        {"parameters": "/holdfast/shop-production/"},
        'parameters is "/holdfast/shop-production/", must begin with / and not end with it',
    ),
    ({"fail_fast": True}, "SETTINGS has unknown keys: fail_fast"),
]


@pytest.mark.parametrize(("changes", "message"), REFUSED)
def test_what_is_not_understood_is_refused_with_the_reason(changes: dict[str, Any], message: str) -> None:
    with pytest.raises(part("errors").SettingsError) as raised:
        part("settings").Settings.parse(settings_with(**changes))
    assert str(raised.value) == message


@pytest.mark.parametrize("text", ["", "{", "shop"])
def test_what_is_no_json_is_refused(text: str) -> None:
    with pytest.raises(part("errors").SettingsError, match=r"^SETTINGS is not valid JSON$"):
        part("settings").Settings.parse(text)


def test_without_settings_the_run_fails(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SETTINGS", raising=False)
    with pytest.raises(part("errors").SettingsError, match=r"^SETTINGS is not set$"):
        part("run").run({})


def test_with_wrong_settings_nothing_is_asked_of_aws() -> None:
    world = World()
    world.settings = settings_with(mode="sometimes")
    with pytest.raises(part("errors").SettingsError):
        world.run()
    assert world.calls == []


@pytest.mark.parametrize("key", sorted(SETTINGS))
def test_every_key_is_needed(key: str) -> None:
    with pytest.raises(part("errors").SettingsError):
        part("settings").Settings.parse(json.dumps({k: v for k, v in SETTINGS.items() if k != key}))


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=5,
)


@given(key=st.sampled_from(sorted(SETTINGS)), value=JSON)
@settings(max_examples=200, deadline=None)
def test_any_value_is_understood_or_refused(key: str, value: object) -> None:
    try:
        part("settings").Settings.parse(settings_with(**{key: value}))
    except part("errors").SettingsError:
        return
