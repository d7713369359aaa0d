"""The valid parts of an invalid file, so that what does not fit together is told with the rest.

Pydantic checks what belongs together only once every part is valid. Here each field is validated by itself;
the models that come of it lack the invalid ones, and a check that reads one of those ends early.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from pydantic import TypeAdapter, ValidationError

from config.model import ConfigModel, KeyPath, Violation
from config.shape import Shape, field_shape


def violations_in(model: type[ConfigModel], raw: Mapping[str, Any]) -> list[Violation]:
    """Every violation in the valid parts, with key paths from the root."""
    return list(_violations(build(model, raw), ()))


def build(model: type[ConfigModel], raw: Mapping[str, Any]) -> ConfigModel:
    """The model with those fields that are valid by themselves."""
    raw = model.prepared(raw)
    known: dict[str, Any] = {}
    for name, field in model.model_fields.items():
        shape = field_shape(model, name)
        try:
            if name in raw and shape:
                known[name] = _part(shape, raw[name])
            elif not field.is_required():
                known[name] = field.get_default(call_default_factory=True, validated_data=known)
        except (ValidationError, KeyError):  # KeyError: a default that follows from an invalid field
            continue
    every = dict.fromkeys(model.model_fields)
    instance = model.model_construct(_fields_set=known.keys() & raw.keys(), **{**every, **known})
    for name in every.keys() - known.keys():
        del instance.__dict__[name]
    return instance


def _part(shape: Shape, raw: object) -> object:
    if shape.optional and raw is None:
        return None
    if shape.models and isinstance(raw, Mapping):
        model = shape.member(raw.get(shape.tag) if shape.tag else None)
        return build(model, raw) if model else ConfigModel.model_construct()
    if shape.item and shape.item.models and isinstance(raw, list | tuple):
        return tuple(_entry(shape.item, entry) for entry in raw)
    if shape.value and shape.value.models and isinstance(raw, Mapping):
        return {name: _entry(shape.value, entry) for name, entry in raw.items()}
    annotation: Any = shape.annotation
    return TypeAdapter(annotation).validate_python(raw)


def _entry(shape: Shape, raw: object) -> object:
    """Every entry keeps its place, even one of which nothing is known."""
    try:
        return _part(shape, raw)
    except ValidationError:
        return ConfigModel.model_construct()


def _violations(value: object, at: KeyPath) -> Iterator[Violation]:
    if isinstance(value, tuple):
        for index, entry in enumerate(value):
            yield from _violations(entry, (*at, index))
    if isinstance(value, Mapping):
        for name, entry in value.items():
            yield from _violations(entry, (*at, name))
    if isinstance(value, ConfigModel):
        for name, part in value.__dict__.items():
            yield from _violations(part, (*at, name))
        for check in value.checks():
            try:
                for found in check:
                    because = tuple((*at, *key) for key in found.because)
                    yield replace(found, key=(*at, *found.key), because=because)
            except AttributeError:  # the check has come to a field that is not valid
                continue
