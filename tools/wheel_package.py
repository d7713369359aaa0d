"""Writes the package that the wheel holds: the repository's folders, side by side, below one name.

The folders keep their places to one another, so that whatever is found by its path (`lambda/`, `edge/`,
`instances/`) is found in the wheel too.
"""

import shutil
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))  # a build has the project's files, but not on its path

from tools.installed_names import PACKAGE, Tree, installed

LEFT_OUT = ("bench", "docs", "examples", "site", "tests", "tools")
"""What is of use in the repository only."""
SOURCES_AS_THEY_ARE = ("edge", "instances", "lambda")
"""What runs elsewhere, byte for byte: in functions, at the edge, on instances. `lambda` is no package."""
DOOR = "main.py"
NOT_COPIED = shutil.ignore_patterns("__pycache__", "*.pyc", ".*")

ABOUT = '''"""Multi-region failover for AWS, as constructs for CDKTF.

    from holdfast.constructs_lib.dns.routed_name import RoutedName

Import `holdfast.constructs_lib` before `cdktf`: the bindings then load on demand. `holdfast.config` has the
models, `holdfast.constructs_lib.testing` the template reader for your tests.
"""
'''


def tree_of(root: Path) -> Tree:
    """Every package of the repository is shipped, but for those that are left out by name."""
    packages = sorted(path.parent.name for path in root.glob("*/__init__.py"))
    shipped = [name for name in packages if name not in LEFT_OUT]
    return Tree(root=root, shipped=[*shipped, Path(DOOR).stem], left_out=LEFT_OUT)


def write_package(root: Path, target: Path) -> Path:
    """Writes `target/holdfast` and returns it. Raises `UnresolvedNameError` for an import that would fail."""
    tree, package = tree_of(root), target / PACKAGE
    package.mkdir(parents=True)
    (package / "__init__.py").write_text(ABOUT, encoding="utf-8")
    (package / "py.typed").touch()
    for folder in SOURCES_AS_THEY_ARE:
        shutil.copytree(root / folder, package / folder, ignore=NOT_COPIED)
    shutil.copy(root / DOOR, package)
    for name in tree.shipped:
        if (root / name).is_dir():
            shutil.copytree(root / name, package / name, ignore=NOT_COPIED)
    for name in tree.shipped:
        for file in [package / DOOR] if f"{name}.py" == DOOR else sorted((package / name).rglob("*.py")):
            shown = str(file.relative_to(package))
            file.write_text(installed(file.read_text(encoding="utf-8"), tree, file=shown), encoding="utf-8")
    return package
