"""Whatever stands in a file or in the environment: a deployment comes of it, or ConfigErrors."""

import io
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from ruamel.yaml import YAML

from config.environment_keys import variable_names
from config.lattice_service import LatticeService
from config.loader import ConfigErrors, load
from config.overlay import Overlay
from tests.config.texts import SMALL

KEYS = sorted(
    {part.lower() for name in variable_names(LatticeService, Overlay({})) for part in name.split("__")}
)
SCALARS = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(max_size=20)
    | st.sampled_from(
        ["us-east-1", "primary", "lattice-service", "http", "s3", "10.0.0.0/16", "a.b.example.com"]
    )
)
DATA = st.recursive(
    SCALARS,
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(st.sampled_from(KEYS) | st.text(max_size=8), inner, max_size=6)
    ),
    max_leaves=25,
)
SECTIONS = st.dictionaries(st.sampled_from(list(LatticeService.model_fields)), DATA, max_size=8)
VARIABLES = st.dictionaries(
    st.sampled_from([*variable_names(LatticeService, Overlay({})), "PRIMARY_REGION", "DOMAIN_NAME"])
    | st.text(max_size=12).map(lambda name: f"HOLDFAST_{name}"),
    st.text(max_size=20)
    | st.sampled_from(["3", "[1]", '{"name": "x"}', "us-west-2", "true", "[", "[" * 2000]),
    max_size=4,
)


def _load(text: str, environ: dict[str, str]) -> None:
    """Passes for a valid deployment and for ConfigErrors that say something; any other exception fails."""
    with TemporaryDirectory() as folder:
        file = Path(folder, "deployment.yaml")
        file.write_text(text, encoding="utf-8", errors="replace")
        try:
            load(file, environ)
        except ConfigErrors as refused:
            message = str(refused)
        else:
            return
    assert message.endswith("; nothing was written.")
    assert "pydantic" not in message


def _yaml(data: Any) -> str:  # noqa: ANN401  # whatever YAML can say
    stream = io.StringIO()
    YAML(typ="safe", pure=True).dump(data, stream)
    return stream.getvalue()


@settings(max_examples=150, deadline=None)
@given(DATA | SECTIONS)
def test_any_data(data: Any) -> None:  # noqa: ANN401  # whatever YAML can say
    _load(_yaml(data), {})


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=60))
def test_any_text(text: str) -> None:
    _load(text, {})
    _load(SMALL + text, {})


@settings(max_examples=150, deadline=None)
@given(SECTIONS, VARIABLES)
def test_any_environment(data: dict[str, Any], environ: dict[str, str]) -> None:
    _load(SMALL, environ)
    _load(_yaml(data), environ)


@pytest.mark.parametrize("section", list(LatticeService.model_fields))
@pytest.mark.parametrize("value", ["x", "5", "[]", "{}", "[[]]", "[{}]", "{x: {y: [z]}}", "true", "1.5", "~"])
def test_every_section_with_something_else_in_it(section: str, value: str) -> None:
    lines = [line for line in SMALL.splitlines(keepends=True) if not line.startswith(f"{section}:")]
    _load(f"{''.join(lines)}\n{section}: {value}\n", {})
