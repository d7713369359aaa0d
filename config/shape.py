"""The models seen as a tree of keys: what may stand at a key path.

Errors, environment variables, the reference page and the partial models of an invalid file all walk it.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import NoneType, UnionType
from typing import Annotated, Union, get_args, get_origin

from pydantic.fields import FieldInfo

from config.model import Allowed, ConfigModel, KeyPath


@dataclass(frozen=True)
class Shape:
    """What may stand in one place."""

    annotation: object
    """The type with its metadata, without `None`."""
    allowed: Allowed | None
    optional: bool = False
    models: tuple[type[ConfigModel], ...] = ()
    """The model, or the several of a union."""
    tag: str | None = None
    """The key that tells the models of a union apart."""

    def member(self, tag: object) -> type[ConfigModel] | None:
        """The model of a union with this tag; the only model where there is no union."""
        if self.tag is None:
            return self.models[0] if self.models else None
        return next((model for model in self.models if tag in tag_values(model, self.tag)), None)

    @property
    def item(self) -> "Shape | None":
        """The entries' shape, if this is a list."""
        return _argument(self.annotation, tuple, 0)

    @property
    def value(self) -> "Shape | None":
        """The values' shape, if this is a mapping with free keys."""
        return _argument(self.annotation, Mapping, 1)

    @property
    def takes_text(self) -> bool:
        """Whether text may stand here as it is, so that no number must be made of it."""
        base = _bare(self.annotation)
        if get_origin(base) in (Union, UnionType):
            return False
        literals = get_args(base) if str(get_origin(base)) == "typing.Literal" else ()
        return base is str or any(isinstance(literal, str) for literal in literals)


def tag_values(model: type[ConfigModel], tag: str) -> tuple[str, ...]:
    """The values of the key that tells this model from the others of its union."""
    return get_args(_bare(model.model_fields[tag].annotation))


def _bare(annotation: object) -> object:
    """The type without metadata."""
    return get_args(annotation)[0] if get_origin(annotation) is Annotated else annotation


def _argument(annotation: object, container: type, index: int) -> Shape | None:
    base = _bare(annotation)
    for member in get_args(base) if get_origin(base) in (Union, UnionType) else (base,):
        origin = get_origin(member)
        if isinstance(origin, type) and issubclass(origin, container):
            return shape_of(get_args(member)[index])
    return None


def shape_of(annotation: object) -> Shape:
    """The shape of a type with its metadata."""
    metadata = get_args(annotation)[1:] if get_origin(annotation) is Annotated else ()
    base = _bare(annotation)
    members = get_args(base) if get_origin(base) in (Union, UnionType) else ()
    some = [member for member in members if member is not NoneType]
    optional = len(some) != len(members)
    if optional and len(some) == 1:
        inner = shape_of(Annotated[(some[0], *metadata)] if metadata else some[0])
        return Shape(inner.annotation, inner.allowed, True, inner.models, inner.tag)
    allowed = next((data for data in reversed(metadata) if isinstance(data, Allowed)), None)
    models = tuple(
        model for model in some or [base] if isinstance(model, type) and issubclass(model, ConfigModel)
    )
    tags = [data.discriminator for data in metadata if isinstance(data, FieldInfo) and data.discriminator]
    tag = str(tags[0]) if tags and len(models) > 1 else None
    return Shape(annotation, allowed, optional, models, tag)


@cache
def field_shape(model: type[ConfigModel], name: str) -> Shape | None:
    """The shape of a model's field; None for a key that it does not know."""
    field = model.model_fields.get(name)
    if field is None:
        return None
    metadata = [*field.metadata]
    if field.discriminator:
        metadata.append(FieldInfo(discriminator=field.discriminator))
    return shape_of(Annotated[(field.annotation, *metadata)] if metadata else field.annotation)


def locate(model: type[ConfigModel], loc: KeyPath) -> tuple[KeyPath, Shape | None]:
    """The key path and shape of one of pydantic's locations, which also name a union's tag and `[key]`."""
    shape: Shape | None = Shape(model, None, models=(model,))
    key: KeyPath = ()
    for part in loc:
        if shape and shape.tag:
            chosen = shape.member(part)
            shape = Shape(chosen, None, models=(chosen,)) if chosen else None
        elif part != "[key]":
            key = (*key, part)
            shape = below(shape, part)
    return key, shape


def below(shape: Shape | None, part: str | int) -> Shape | None:
    """The shape one step further down; None where the part is unknown."""
    if shape and shape.models:
        return field_shape(shape.models[0], str(part))
    if shape is None:
        return None
    return shape.item if isinstance(part, int) else shape.value
