"""What fields mean, out of the docstrings below them: for the schema and the reference page.

Pydantic could read them whenever a model is made. It parses the source of each for that, which took a
twentieth of every synthesis; few commands show them.
"""

import ast
import inspect
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import pairwise
from textwrap import dedent

from config.model import ConfigModel
from config.shape import field_shape


def describe(models: Iterable[type[ConfigModel]]) -> None:
    """Gives the fields of these models, and of all models below them, their descriptions."""
    for model in models:
        _describe(model)


@cache
def _describe(model: type[ConfigModel]) -> None:
    """The models below come first: a model is made anew with theirs as they are then."""
    for name in model.model_fields:
        for below in _models_at(model, name):
            _describe(below)
    texts = {name: text for owner in reversed(model.__mro__) for name, text in _docstrings(owner).items()}
    for name, field in model.model_fields.items():
        field.description = texts.get(name)
    model.model_rebuild(force=True)


def _models_at(model: type[ConfigModel], name: str) -> tuple[type[ConfigModel], ...]:
    shape = field_shape(model, name)
    inner = (shape.item or shape.value or shape) if shape else None
    return inner.models if inner else ()


@cache
def _docstrings(owner: type) -> dict[str, str]:
    """By field, of those that this class itself declares."""
    if not issubclass(owner, ConfigModel) or owner is ConfigModel:
        return {}
    (declaration,) = ast.parse(dedent(inspect.getsource(owner))).body
    return dict(_pairs(declaration))


def _pairs(declaration: ast.stmt) -> Iterator[tuple[str, str]]:
    for field, below in pairwise(getattr(declaration, "body", ())):
        if not (isinstance(field, ast.AnnAssign) and isinstance(field.target, ast.Name)):
            continue
        if isinstance(below, ast.Expr) and isinstance(below.value, ast.Constant):
            yield field.target.id, inspect.cleandoc(str(below.value.value))
