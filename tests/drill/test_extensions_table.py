"""The document's table is the registry, word for word."""

from drill.extensions.reference import DOCUMENT, renewed


def test_the_table_of_additions_is_the_registry() -> None:
    """`python -m drill.extensions.reference` renews it."""
    written = DOCUMENT.read_text(encoding="utf-8")

    assert written == renewed(written)
