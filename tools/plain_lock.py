"""Takes out of Pipfile.lock where packages were fetched from, which is the matter of each machine's settings.

Every package keeps its hashes, so that the same bytes are installed wherever they come from.
"""

import json
from pathlib import Path

LOCK = Path("Pipfile.lock")


def main() -> None:
    """Rewrites the lock in place."""
    lock = json.loads(LOCK.read_text(encoding="utf-8"))
    lock["_meta"]["sources"] = []
    for section in ("default", "develop"):
        for package in lock[section].values():
            package.pop("index", None)
    LOCK.write_text(json.dumps(lock, indent=4, sort_keys=True) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
