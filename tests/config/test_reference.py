"""`docs/configuration.md` names every key."""

from collections.abc import Iterator

from config.deployment import system_models
from config.model import ConfigModel, KeyPath, key_text
from config.reference import PAGE, with_tables
from config.shape import field_shape


def _keys(model: type[ConfigModel], at: KeyPath = ()) -> Iterator[tuple[str, bool]]:
    """Every key path, and whether it says what it may be, itself or by its own keys."""
    for name in model.model_fields:
        shape = field_shape(model, name)
        assert shape is not None
        inner = shape.item or shape.value or shape
        yield key_text((*at, name)), shape.allowed is not None or bool(shape.models)
        for below in inner.models:
            entry = "[]" if shape.item else ".<key>" if shape.value else ""
            yield from _keys(below, (*at, f"{name}{entry}"))


def test_the_page_s_tables_are_those_of_the_models() -> None:
    page = PAGE.read_text()
    assert page == with_tables(page)


def test_every_key_stands_on_the_page() -> None:
    page = PAGE.read_text()
    assert [
        key for model in system_models().values() for key, _ in _keys(model) if f"| `{key}` |" not in page
    ] == []


def test_every_key_says_what_is_allowed() -> None:
    silent = {key for model in system_models().values() for key, says in _keys(model) if not says}
    # Keys that choose a model: their one value stands in the heading of its table.
    assert silent == {
        "backup.vault_lock.mode",
        "compute.image.type",
        "database.capacity.type",
        "health.further_checks[].type",
        "lattice.function.dependencies[].type",
        "state.backend",
    }
