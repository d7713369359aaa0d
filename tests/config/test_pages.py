"""What the pages on accounts and on existing things show is valid, in the system that they show it for."""

import io
import re
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from config.deployment import system_models
from tests.config.conftest import Load
from tests.config.pilot_light_text import PILOT_LIGHT
from tests.config.texts import SMALL
from tests.config.websites import SITE

DOCS = Path(__file__).parents[2] / "docs"
BASES = {"lattice-service": SMALL, "website": SITE, "pilot-light": PILOT_LIGHT}
_BLOCK = re.compile(r"^```yaml\n# (?P<system>[a-z -]+)\n(?P<text>.*?)^```$", re.MULTILINE | re.DOTALL)


def shown() -> list[tuple[str, str, str]]:
    """Page, system and text of each example; one for every system is tried in each."""
    found = []
    for page in ("accounts", "existing"):
        for block in _BLOCK.finditer((DOCS / f"{page}.md").read_text(encoding="utf-8")):
            systems = list(BASES) if block["system"] == "every system" else [block["system"]]
            found += [(page, system, block["text"]) for system in systems]
    return found


@pytest.mark.parametrize(("page", "system", "text"), shown())
def test_an_example_is_valid(load_text: Load, page: str, system: str, text: str) -> None:
    yaml = YAML(typ="safe", pure=True)
    base: dict[str, Any] = yaml.load(BASES[system])
    example = yaml.load(text)
    if "us-west-2" in text and system == "website":  # its smallest file has other regions
        base["regions"][0]["name"] = "us-west-2"
    stream = io.StringIO()
    yaml.dump({**base, **example}, stream)

    deployment = load_text(stream.getvalue())

    assert deployment.system == system, page
    assert set(example) <= deployment.model_fields_set


def test_every_example_says_which_system_it_is_for() -> None:
    for page in ("accounts", "existing"):
        text = (DOCS / f"{page}.md").read_text(encoding="utf-8")
        assert len(_BLOCK.findall(text)) == text.count("```yaml")


def test_the_page_on_existing_things_names_every_key_of_them() -> None:
    page = (DOCS / "existing.md").read_text(encoding="utf-8")
    keys = {
        key
        for model in system_models().values()
        for key in model.model_fields["existing"].annotation.__args__[1].model_fields  # type: ignore[union-attr]
    }

    assert {key for key in keys if f"`{key}`" not in page} == set()
