"""The JSON Schema for editors."""

import json
from pathlib import Path
from typing import Any

from jsonschema import Draft202012Validator  # type: ignore[import-untyped]  # it ships no types
from ruamel.yaml import YAML

from config.schema import json_schema
from tests.config.texts import SMALL, changed

CONFIG = Path(__file__).parents[2] / "config"
EXAMPLE = CONFIG / "deployments" / "lattice-service.yaml"


def _errors(text: str) -> list[str]:
    data = YAML(typ="safe", pure=True).load(text)
    return [error.message for error in Draft202012Validator(json_schema()).iter_errors(data)]


def _properties(model: str) -> dict[str, Any]:
    properties: dict[str, Any] = json_schema()["$defs"][model]["properties"]
    return properties


def test_the_committed_copy_is_equal() -> None:
    assert json.loads((CONFIG / "holdfast.schema.json").read_text()) == json_schema()


def test_it_is_valid_itself() -> None:
    Draft202012Validator.check_schema(json_schema())


def test_the_example_names_it() -> None:
    first_line = EXAMPLE.read_text().splitlines()[0]
    assert first_line == "# yaml-language-server: $schema=../holdfast.schema.json"


def test_it_accepts_the_example_and_the_smallest_file() -> None:
    assert _errors(EXAMPLE.read_text()) == []
    assert _errors(SMALL) == []


def test_it_refuses_an_unknown_key_and_a_wrong_value() -> None:
    assert _errors(SMALL + "colour: blue\n")
    assert _errors(SMALL + "health:\n  interval: 20\n")
    assert _errors(changed(("us-west-2", "us-west2")))


def test_it_tells_the_systems_apart_by_their_key() -> None:
    schema = json_schema()
    mapping = {
        "lattice-service": "#/$defs/LatticeService",
        "pilot-light": "#/$defs/PilotLight",
        "warm-standby": "#/$defs/WarmStandby",
        "website": "#/$defs/Website",
    }
    assert schema["discriminator"]["mapping"] == mapping
    assert sorted(each["$ref"] for each in schema["oneOf"]) == sorted(mapping.values())


def test_a_key_has_its_meaning_default_and_choices() -> None:
    interval = _properties("HealthCheck")["interval"]
    assert interval["enum"] == [10, 30]
    assert interval["default"] == 30
    assert interval["description"].startswith("Seconds between two checks of one checker")


def test_every_key_has_a_description() -> None:
    for model, definition in json_schema()["$defs"].items():
        for key, schema in definition["properties"].items():
            assert schema.get("description") or "$ref" in schema, f"{model}.{key}"
