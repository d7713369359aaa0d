"""Pydantic's errors in the words of someone who edits a file."""

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from config.model import ConfigModel, KeyPath, Violation, key_text
from config.shape import Shape, field_shape, locate

if TYPE_CHECKING:
    from pydantic import ValidationError
    from pydantic_core import ErrorDetails

_TOLD_ELSEWHERE = ("violations", "default_factory_not_called")
"""What does not fit together is collected from the valid parts; a default that follows from an invalid field
needs no message of its own."""


def violations_of(error: "ValidationError", model: type[ConfigModel]) -> Iterator[Violation]:
    """One violation per error of a value by itself."""
    every = [details for details in error.errors(include_url=False) if details["type"] not in _TOLD_ELSEWHERE]
    misspelt = {
        (*key[:-1], near[0])
        for key, near in (
            _nearest(details, model) for details in every if details["type"] == "extra_forbidden"
        )
        if near
    }
    parts = [details["loc"] for details in every]
    for details in every:
        # Pydantic counts the valid entries only: an invalid one is no missing one.
        if details["type"] == "too_short" and any(loc[:-1] == details["loc"] for loc in parts if loc):
            continue
        key = locate(model, details["loc"])[0]
        if details["type"] != "missing" or key not in misspelt:
            violation = _violation(details, model)
            if violation.found is None and details["loc"][-1:] == ("[key]",):
                violation = replace(violation, found=f"the key {key[-1]}")
            yield violation


def _violation(details: "ErrorDetails", model: type[ConfigModel]) -> Violation:
    kind, context = details["type"], details.get("ctx", {})
    key, shape = locate(model, details["loc"])
    if kind == "refused":
        return Violation(key, context["allowed"], context["mend"], context["found"])
    if kind == "missing":
        return _missing(key, shape)
    if kind == "extra_forbidden":
        return _unknown(details, model)
    if kind in ("union_tag_not_found", "union_tag_invalid") and shape and shape.tag:
        found = "nothing; the key is missing" if kind == "union_tag_not_found" else None
        return Violation((*key, shape.tag), *_said(shape), found)
    if shape and shape.models:
        return _no_mapping(key, shape)
    allowed, mend = _said(shape)
    if kind == "string_type" and isinstance(details["input"], int | float):
        mend = "put it in quotes, so that YAML reads it as text"
    if kind == "string_too_long":
        return Violation(key, allowed, mend, f"{details['input']} ({len(details['input'])} characters)")
    return Violation(key, allowed, mend)


def _said(shape: Shape | None) -> tuple[str, str]:
    if shape and shape.allowed:
        return shape.allowed.text, shape.allowed.mend
    return "another kind of value", "correct it"


def _required(models: tuple[type[ConfigModel], ...]) -> list[str]:
    return [name for name, field in models[0].model_fields.items() if field.is_required()]


def _missing(key: KeyPath, shape: Shape | None) -> Violation:
    name, found = key[-1], "nothing; the key is missing"
    if shape and shape.models and not shape.tag:
        below = " and ".join(f"`{below}:`" for below in _required(shape.models)) or "its keys"
        return Violation(key, _keys(shape.models), f"add `{name}:` with {below} below it", found)
    allowed, mend = _said(shape)
    add = f"add {mend.removeprefix('set ')}" if mend.startswith("set `") else f"add `{name}:`; {mend}"
    return Violation(key, allowed, add, found)


def _no_mapping(key: KeyPath, shape: Shape) -> Violation:
    name = f"`{key[-1]}:`" if key and isinstance(key[-1], str) else "the dash"
    return Violation(key, _keys(shape.models), f"write `key: value` lines below {name}, indented")


def _keys(models: tuple[type[ConfigModel], ...]) -> str:
    names = _names(models)
    return f"a mapping with the key{'s' if len(names) > 1 else ''} {', '.join(names)}"


def _nearest(details: "ErrorDetails", model: type[ConfigModel]) -> tuple[KeyPath, list[str]]:
    """The unknown key and the known one beside it that it is likest to, if any."""
    # Imported here: only an unknown key needs it.
    from difflib import get_close_matches

    key, parent = locate(model, details["loc"])[0], locate(model, details["loc"][:-1])[1]
    name = str(key[-1]).lower().replace("-", "_")
    return key, get_close_matches(name, _names(parent.models if parent else ()), n=1)


def _names(models: tuple[type[ConfigModel], ...]) -> list[str]:
    return list(dict.fromkeys(name for model in models for name in model.model_fields))


def _unknown(details: "ErrorDetails", model: type[ConfigModel]) -> Violation:
    key, near = _nearest(details, model)
    parent = locate(model, details["loc"][:-1])[1]
    union = locate(model, details["loc"][:-2])[1]
    elsewhere = [path for path in _paths(model) if path.endswith(f".{key[-1]}")]
    if union and union.tag and key[-1] in _names(union.models):
        mend = f"remove it, or choose another `{union.tag}`"
    else:
        mend = f"did you mean `{(near or elsewhere)[0]}`?" if near or elsewhere else "remove it"
    return Violation(key, ", ".join(_names(parent.models if parent else ())), mend, "an unknown key")


def _paths(model: type[ConfigModel], at: KeyPath = ()) -> Iterator[str]:
    """Every key path of the model, list entries without a number."""
    for name in model.model_fields:
        yield key_text((*at, name))
        shape = field_shape(model, name)
        item = shape.item if shape and shape.item else shape
        for below in item.models if item else ():
            yield from _paths(below, (*at, name))
