"""Whatever stands in a part of an example: a deployment comes of it, or a message for people."""

import copy
import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from config.loader import ConfigErrors, load

EXAMPLES = sorted((Path(__file__).parents[2] / "config" / "deployments").glob("*.yaml"))
ODD: tuple[Any, ...] = ("BAD NAME", 5, -1, [], {}, [[]], [{}], {"x": {"y": ["z"]}}, True, 1.5, None)


def places(data: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:  # noqa: ANN401  # as YAML has it
    """The path of every value inside."""
    for key, value in data.items() if isinstance(data, dict) else enumerate(data):
        yield (*path, key)
        if isinstance(value, dict | list):
            yield from places(value, (*path, key))


def replaced(data: Any, path: tuple[Any, ...], value: object) -> Any:  # noqa: ANN401  # as YAML has it
    changed = copy.deepcopy(data)
    inner = changed
    for key in path[:-1]:
        inner = inner[key]
    inner[path[-1]] = value
    return changed


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda path: path.stem)
def test_every_value_of_an_example_with_something_else_in_its_place(example: Path, tmp_path: Path) -> None:
    yaml = YAML(typ="safe", pure=True)
    data = yaml.load(example)
    file = tmp_path / "deployment.yaml"
    messages = []
    for path in places(data):
        for value in ODD:
            stream = io.StringIO()
            yaml.dump(replaced(data, path, value), stream)
            file.write_text(stream.getvalue(), encoding="utf-8")
            try:
                load(file, {})
            except ConfigErrors as error:
                messages.append(str(error))
    assert len(messages) > len(ODD)
    assert [text for text in messages if "pydantic" in text or "; nothing was written." not in text] == []
