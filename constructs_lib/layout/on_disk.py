"""A synthesized stack's folder as several, and their entries in cdktf's manifest."""

import json
import re
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

from constructs_lib.layout.document import StateOf
from constructs_lib.layout.partition import partitioned

STACK_FILE = "cdk.tf.json"
_ASSET = re.compile(r"assets/[^\"/]+/[0-9A-F]+")


def divide(
    outdir: Path, stack: str, manifest: dict[str, Any], *, state_of: Callable[[str, str], StateOf]
) -> list[str]:
    """Puts a stack's places in its stead, in `outdir` and in the manifest; returns their names in the order
    in which they are applied.

    `state_of` tells where a state is, by the stack's name and its place. Raises `ForbiddenReferences`.
    """
    whole = outdir / "stacks" / stack
    entry = manifest["stacks"].pop(stack)
    template = json.loads((whole / STACK_FILE).read_text(encoding="utf-8"))

    def name_of(place: str) -> str:
        return f"{stack}-{place}"

    names = []
    for part in partitioned(
        template, state_of=lambda place: state_of(name_of(place), place), name_of=name_of
    ):
        name = name_of(part.place)
        names.append(name)
        text = json.dumps(part.template, indent=2, sort_keys=True)
        folder = outdir / "stacks" / name
        folder.mkdir()
        (folder / STACK_FILE).write_text(text, encoding="utf-8")
        for asset in sorted(set(_ASSET.findall(text))):
            shutil.copytree(whole / asset, folder / asset)
        manifest["stacks"][name] = {
            key: value.replace(f"stacks/{stack}", f"stacks/{name}") if isinstance(value, str) else value
            for key, value in entry.items()
        } | {
            "constructPath": name,
            "dependencies": [name_of(place) for place in part.dependencies],
            "name": name,
        }
    shutil.rmtree(whole)
    return names
