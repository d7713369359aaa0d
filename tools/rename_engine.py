"""`python tools/rename_engine.py <folder>`: a copy of the repository that runs on CDK Terrain (`cdktn`).

CDKTF is archived. CDK Terrain continues it with the same interface under new names, so that a change of
engine is a change of names: the tables below. Prose about CDKTF stays, and so do `cdktf.json`, `cdktf.out`
and `CDKTF_OUTDIR`, which the new engine reads as the old one did.
"""

import argparse
import re
import shutil
from collections.abc import Sequence
from pathlib import Path

Table = Sequence[tuple[re.Pattern[str], str]]

PACKAGES: Table = (
    (re.compile(r"\bcdktf_cdktf_provider_aws\b"), "cdktn_provider_aws"),
    (re.compile(r"\bcdktf-cdktf-provider-aws\b"), "cdktn-provider-aws"),
    (re.compile(r"\b(from|import) cdktf(?=[ .,\n])"), r"\1 cdktn"),
    (re.compile(r'(?<=")cdktf(?="|\._jsii")'), "cdktn"),
    (re.compile(r'(?<=")@cdktf(?=")'), "@cdktn"),
)
"""In Python, on pages too: imports, and strings that are a package's name."""

REQUIREMENTS: Table = (
    (re.compile(r'\bcdktf-cdktf-provider-aws(\b[ ="]*~=)[\d.]+'), r"cdktn-provider-aws\g<1>25.8.1"),
    (re.compile(r'\bcdktf(\b[ ="]*~=)[\d.]+'), r"cdktn\g<1>0.24.0"),
    (re.compile(r'(?<=module = ")cdktf_cdktf_provider_aws(?=")'), "cdktn_provider_aws"),
)
"""In Pipfile and pyproject.toml. The lock has to be made anew."""

PINNED = ("Pipfile", "pyproject.toml")
LEFT_BEHIND = shutil.ignore_patterns(
    ".cache",
    ".git",
    ".venv",
    ".*_cache",
    ".hypothesis",
    "__pycache__",
    "cdktf.out",
    "node_modules",
    "*.tfstate*",
)


def renamed(text: str, table: Table) -> str:
    """The text under the new engine's names."""
    for pattern, replacement in table:
        text = pattern.sub(replacement, text)
    return text


def copy_renamed(root: Path, target: Path) -> int:
    """Makes `target` anew from `root`; returns how many files have changed names in them."""
    shutil.rmtree(target, ignore_errors=True)
    shutil.copytree(root, target, ignore=LEFT_BEHIND)
    changed = 0
    for file in sorted(target.rglob("*")):
        if file.name not in PINNED and file.suffix not in (".py", ".md"):
            continue
        before = file.read_text(encoding="utf-8")
        after = renamed(before, REQUIREMENTS if file.name in PINNED else PACKAGES)
        if after != before:
            file.write_text(after, encoding="utf-8")
            changed += 1
    return changed


def main() -> None:
    """Copies, and says what was done."""
    parser = argparse.ArgumentParser(
        description="Copy the repository under the names of CDK Terrain (cdktn)."
    )
    parser.add_argument("target", type=Path, help="the copy's folder; it is made anew")
    target = parser.parse_args().target
    changed = copy_renamed(Path(__file__).parents[1], target)
    print(f"{target}: {changed} files name cdktn")


if __name__ == "__main__":
    main()
