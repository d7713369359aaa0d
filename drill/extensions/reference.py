"""`python -m drill.extensions.reference` renews the table of additions in docs/embedded-aws.md."""

from pathlib import Path

from drill.extensions import declared

DOCUMENT = Path(__file__).parents[2] / "docs" / "embedded-aws.md"
ROW = "| `"


def rows() -> list[str]:
    """The table's rows, in the registry's order."""
    return [f"| `{each.service}` | {each.action} | {each.reason} |" for each in declared()]


def renewed(text: str) -> str:
    """The document with these rows in place of those that it has; its other tables have no such rows."""
    lines = text.splitlines()
    places = [number for number, line in enumerate(lines) if line.startswith(ROW)]
    return "\n".join([*lines[: places[0]], *rows(), *lines[places[-1] + 1 :]]) + "\n"


if __name__ == "__main__":
    DOCUMENT.write_text(renewed(DOCUMENT.read_text(encoding="utf-8")), encoding="utf-8")
