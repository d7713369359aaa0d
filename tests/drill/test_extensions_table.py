"""The document's table is the registry, word for word."""

from pathlib import Path

from drill.extensions import declared

DOCUMENT = Path(__file__).parents[2] / "docs/embedded-aws.md"


def test_the_table_of_additions_is_the_registry() -> None:
    written = [
        tuple(cell.strip().replace("`", "") for cell in line.strip("|\n").split("|"))
        for line in DOCUMENT.read_text(encoding="utf-8").splitlines()
        if line.startswith("| `")
    ]
    registered = [(each.service, each.action, each.reason) for each in declared()]
    rows = "\n".join(f"| `{service}` | {action} | {reason} |" for service, action, reason in registered)
    assert written == registered, f"the rows of the table are to be:\n{rows}"
