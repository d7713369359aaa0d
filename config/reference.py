"""The tables of `docs/configuration.md`, made from the models; `python -m config.reference` renews them."""

from collections.abc import Iterator
from pathlib import Path

from pydantic.fields import FieldInfo

from config.deployment import system_models
from config.descriptions import describe
from config.model import ConfigModel
from config.shape import Shape, field_shape, tag_values

PAGE = Path(__file__).parent.parent / "docs" / "configuration.md"
BEGIN, END = "<!-- keys: made by python -m config.reference -->", "<!-- keys: end -->"


def with_tables(page: str) -> str:
    """The page with its tables renewed."""
    describe(system_models().values())
    before, after = page.split(BEGIN)[0], page.split(END)[1]
    tables = "\n".join(_systems())
    return f"{before}{BEGIN}\n\n{tables}\n{END}{after}"


def _systems() -> Iterator[str]:
    for name, model in system_models().items():
        yield from _section(f"`system: {name}`", (model,), "")


def _section(
    title: str, models: tuple[type[ConfigModel], ...], at: str, tag: str | None = None
) -> Iterator[str]:
    """One table, then those of the sections below it. The models of a union have one table each."""
    for model in models:
        variant = f" with `{tag}: {tag_values(model, tag)[0]}`" if tag else ""
        yield f"### {title}{variant}\n"
        yield f"{_flowing(model.__doc__ or '')}\n"
        yield "| key | allowed | default | meaning |"
        yield "|---|---|---|---|"
        for name, field in model.model_fields.items():
            yield _row(f"{at}{name}", field, field_shape(model, name))
        yield ""
    for model in models:
        for name in model.model_fields:
            shape = field_shape(model, name)
            inner = (shape.item or shape.value or shape) if shape else None
            if shape and inner and inner.models:
                entry = "[]" if shape.item else ".<key>" if shape.value else ""
                path = f"{at}{name}{entry}"
                yield from _section(f"`{path}`", inner.models, f"{path}.", inner.tag)


def _row(path: str, field: FieldInfo, shape: Shape | None) -> str:
    allowed = shape.allowed.text if shape and shape.allowed else "as in the heading"
    if shape and shape.models:
        allowed = "a mapping, see below"
    cells = (f"`{path}`", allowed, _default(field, shape), _flowing(field.description or ""))
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"


def _default(field: FieldInfo, shape: Shape | None) -> str:
    if field.is_required():
        return "**mandatory**"
    default = field.default
    if "Default:" in (field.description or ""):
        return "see meaning"
    if isinstance(default, bool):
        return f"`{str(default).lower()}`"
    if isinstance(default, str | int):
        return f"`{default}`"
    return "none" if default is None or not (shape and shape.models) else "its keys' defaults"


def _flowing(text: str) -> str:
    return " ".join(text.split())


if __name__ == "__main__":
    PAGE.write_text(with_tables(PAGE.read_text()))
