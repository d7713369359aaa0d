"""`python tools/compare_engines.py <folder> <folder>`: whether two engines synthesized the same Terraform.

Everything in the stacks' folders counts, the packaged functions too, but for the metadata that an engine
writes about itself: the blocks named `//`, and the manifest.
"""

import argparse
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

METADATA = "//"


def differences(one: Path, other: Path) -> Iterator[str]:
    """Where the stacks of two output folders differ, one line each; nothing where they are the same."""
    ours, theirs = _files(one), _files(other)
    for missing in sorted(ours.keys() ^ theirs.keys()):
        yield f"{missing}: only in {one if missing in ours else other}"
    for name in sorted(ours.keys() & theirs.keys()):
        if name.endswith(".json"):
            yield from _unlike(name, _document(ours[name]), _document(theirs[name]))
        elif ours[name].read_bytes() != theirs[name].read_bytes():
            yield f"{name}: other bytes"


def _files(folder: Path) -> dict[str, Path]:
    files = (path for path in (folder / "stacks").rglob("*") if path.is_file())
    return {str(path.relative_to(folder / "stacks")): path for path in files}


def _document(file: Path) -> Any:  # noqa: ANN401  # whatever JSON holds
    return json.loads(file.read_text(encoding="utf-8"))


def _unlike(place: str, ours: object, theirs: object) -> Iterator[str]:
    if isinstance(ours, dict) and isinstance(theirs, dict):
        for key in sorted((ours.keys() | theirs.keys()) - {METADATA}):
            yield from _unlike(f"{place} {key}", ours.get(key), theirs.get(key))
    elif isinstance(ours, list) and isinstance(theirs, list) and len(ours) == len(theirs):
        for number, (mine, yours) in enumerate(zip(ours, theirs, strict=True)):
            yield from _unlike(f"{place}[{number}]", mine, yours)
    elif ours != theirs:
        yield f"{place}: {json.dumps(ours)} and {json.dumps(theirs)}"


def main() -> None:
    """Prints the differences, and ends with 1 where there are any."""
    parser = argparse.ArgumentParser(description="Compare the stacks of two output folders, metadata aside.")
    parser.add_argument("one", type=Path)
    parser.add_argument("other", type=Path)
    given = parser.parse_args()
    found = list(differences(given.one, given.other))
    stacks = len(list(given.one.glob("stacks/*")))
    print("\n".join(found) or f"{stacks} stacks: the same Terraform JSON, metadata aside")
    sys.exit(bool(found))


if __name__ == "__main__":
    main()
