"""The names of the environment variables: `HOLDFAST_REGIONS__1__CIDR` is `regions[1].cidr`."""

import json
import re
from collections.abc import Iterator

from config.aws_regions import AWS_REGIONS
from config.model import ConfigModel, KeyPath
from config.overlay import Overlay
from config.shape import Shape, field_shape

PREFIX = "HOLDFAST_"
SEPARATOR = "__"
_WHOLE_NUMBER = re.compile(r"-?(0|[1-9][0-9]{0,17})")


class UnknownVariableError(Exception):
    """A name that leads to no key."""

    def __init__(self, found: str, allowed: str, mend: str = "") -> None:
        """Without `mend`, the nearest name is proposed."""
        super().__init__(found)
        self.found, self.allowed, self.mend = found, allowed, mend


def key_of(variable: str, model: type[ConfigModel], overlay: Overlay) -> tuple[KeyPath, Shape]:
    """The key path that a variable means, and what may stand there."""
    shape = Shape(model, None, models=(model,))
    key: KeyPath = ()
    for token in variable.removeprefix(PREFIX).split(SEPARATOR):
        if shape.models:
            field, shape = _field(token, shape, overlay.get(key))
            key = (*key, field)
        elif shape.item:
            _fill_in_default(model, key, overlay)
            key, shape = (*key, _index(token, overlay.get(key))), shape.item
        elif shape.value:
            key, shape = (*key, _entry(token, overlay.get(key))), shape.value
        else:
            raise UnknownVariableError(
                f"a name below {_variable(key)}, which has no keys of its own", _variable(key)
            )
    return key, shape


def _field(token: str, shape: Shape, data: object) -> tuple[str, Shape]:
    """The field; in a union, of the model that the data's tag chooses, else of any that has it."""
    tag = data.get(shape.tag) if isinstance(data, dict) and shape.tag else None
    chosen = shape.member(tag)
    name = token.lower()
    for model in ([chosen] if chosen else []) + list(shape.models):
        found = field_shape(model, name)
        if found:
            return name, found
    raise UnknownVariableError(
        "a name that matches no key", "a key's path in capitals, joined by two underscores"
    )


def _index(token: str, data: object) -> int:
    count = len(data) if isinstance(data, list) else 0
    if token.isascii() and token.isdigit() and len(token) < 5 and int(token) <= count:
        return int(token)
    last = (
        f"0 to {count - 1} for those that are there, or {count} to add one"
        if count
        else "0, to add the first"
    )
    raise UnknownVariableError(
        f"{token} as the place in a list of {count}", last, "use one of these numbers, counted from 0"
    )


def _entry(token: str, data: object) -> str:
    """A free key as it stands in the file, whatever its case; else a region's name, else as it is written."""
    for name in data if isinstance(data, dict) else ():
        if _folded(str(name)) == _folded(token):
            return str(name)
    region = token.lower().replace("_", "-")
    return region if region in AWS_REGIONS else token


def _folded(name: str) -> str:
    return re.sub(r"[^a-z0-9]", "_", name.lower())


def _fill_in_default(model: type[ConfigModel], key: KeyPath, overlay: Overlay) -> None:
    """A list that the file leaves out has its default's entries, which a variable may change one by one."""
    if len(key) == 1 and overlay.get(key) is None:
        entries = model.model_fields[str(key[0])].get_default(call_default_factory=True, validated_data={})
        if entries:
            overlay.put(key, [entry.model_dump(exclude_unset=True, mode="json") for entry in entries], None)


def value_of(text: str, shape: Shape) -> object:
    """The variable's text as the kind of value that its key takes; ValueError for a broken JSON form."""
    if shape.takes_text:
        return text
    if (shape.models or shape.item or shape.value) and not _WHOLE_NUMBER.fullmatch(text.strip()):
        try:
            return json.loads(text)
        except RecursionError:
            raise ValueError from None
    if _WHOLE_NUMBER.fullmatch(text.strip()):
        return int(text)
    return {"true": True, "false": False}.get(text.strip().lower(), text)


def variable_names(model: type[ConfigModel], overlay: Overlay) -> Iterator[str]:
    """Every variable that means a key of this model."""
    yield from _names(Shape(model, None, models=(model,)), (), overlay)


def _names(shape: Shape, key: KeyPath, overlay: Overlay) -> Iterator[str]:
    if key:
        yield _variable(key)
    for model in shape.models:
        for name in model.model_fields:
            below = field_shape(model, name)
            if below:
                yield from _names(below, (*key, name), overlay)
    if shape.item:
        entries = overlay.get(key)
        for index in range(len(entries) + 1 if isinstance(entries, list) else 2):
            yield from _names(shape.item, (*key, index), overlay)


def _variable(key: KeyPath) -> str:
    return PREFIX + SEPARATOR.join(str(part).upper() for part in key)
