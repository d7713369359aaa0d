"""Models are frozen, and refuse in Python what they refuse in YAML."""

import pytest
from pydantic import ValidationError

from config.health import HealthCheck
from config.regions import Region
from tests.config.conftest import Load
from tests.config.texts import SMALL


def test_a_model_cannot_be_changed() -> None:
    with pytest.raises(ValidationError, match="frozen"):
        HealthCheck().threshold = 5


def test_a_mapping_in_a_model_cannot_be_changed(load_text: Load) -> None:
    tags = load_text(SMALL + "tags:\n  Owner: me\n").tags
    with pytest.raises(TypeError, match="does not support item assignment"):
        tags["Owner"] = "you"


def test_mappings_are_written_out_as_mappings(load_text: Load) -> None:
    assert load_text(SMALL + "tags:\n  Owner: me\n").model_dump()["tags"] == {"Owner": "me"}


def test_a_region_in_python_is_checked_too() -> None:
    with pytest.raises(ValidationError, match="zones of eu-west-1, such as eu-west-1a"):
        Region(name="eu-west-1", role="primary", zones=("us-east-1a", "us-east-1b"))


def test_an_error_of_pydantic_s_own_does_not_show_the_value() -> None:
    with pytest.raises(ValidationError) as refused:
        HealthCheck.model_validate({"password": "hunter2"})
    assert "hunter2" not in str(refused.value)
