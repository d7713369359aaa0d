"""Text that Terraform would read as an expression, and not as the text that a user wrote."""

from collections.abc import Iterator, Mapping

from config.model import KeyPath

OPENINGS = ("${", "%{")


def templates_in(data: object, key: KeyPath = ()) -> Iterator[tuple[KeyPath, str]]:
    """Every value below the key that holds the beginning of a Terraform template, and which one."""
    if isinstance(data, Mapping):
        for name, value in data.items():
            yield from templates_in(value, (*key, name))
    elif isinstance(data, list | tuple):
        for index, value in enumerate(data):
            yield from templates_in(value, (*key, index))
    elif isinstance(data, str):
        for opening in OPENINGS:
            if opening in data:
                yield key, opening
                return
