"""How the repository's modules get their names in the wheel."""

import ast
from pathlib import Path

import pytest

from tools.installed_names import Tree, UnresolvedNameError, installed


@pytest.fixture
def tree(tmp_path: Path) -> Tree:
    """A repository with `config.regions`, `lib` and `main`, and with tests."""
    for file in ("config/__init__.py", "config/regions.py", "lib/__init__.py", "main.py"):
        (tmp_path / file).parent.mkdir(exist_ok=True)
        (tmp_path / file).touch()
    return Tree(root=tmp_path, shipped=["config", "lib", "main"], left_out=["tests"])


@pytest.mark.parametrize(
    ("here", "there"),
    [
        ("from config.regions import Region", "from holdfast.config.regions import Region"),
        ("from config import regions as r", "from holdfast.config import regions as r"),
        ("import config.regions as r", "import holdfast.config.regions as r"),
        ("import lib", "from holdfast import lib"),
        ("if x:\n    from config.regions import (\n        A,\n    )", None),
        ('name = "config.regions"', 'name = "holdfast.config.regions"'),
        ('π = "é"; from lib import x', 'π = "é"; from holdfast.lib import x'),
        ('raise E("run `python main.py synth`")', 'raise E("run `holdfast synth`")'),
        ('f"python main.py guard {x}"', 'f"holdfast guard {x}"'),
    ],
)
def test_a_name_is_changed_where_python_sees_one(tree: Tree, here: str, there: str | None) -> None:
    expected = there or here.replace("config.regions", "holdfast.config.regions")

    assert installed(here, tree, file="x.py") == expected


@pytest.mark.parametrize(
    "source",
    [
        "import configparser, json",
        "from configuration import x",
        "from . import config",
        "config.regions = config",
        'said = "the config.regions of a file"',
        'key = "config.yaml"',
        "# from config.regions import Region",
        "def f(config): return config.regions",
    ],
)
def test_what_only_looks_like_a_name_stays(tree: Tree, source: str) -> None:
    assert installed(source, tree, file="x.py") == source


@pytest.mark.parametrize(
    ("source", "mend"),
    [
        ("import config.regions", "write `from package import module`"),
        ("import json, lib", "write `from package import module`"),
        ("from tests.support import x", "tests.support is a name of the repository"),
        ('import_module(f"config.{name}")', "config. is a name of the repository"),
        ('name = ("config."\n        "regions")', "write `config.regions` on one line"),
        ("from \\\n  lib import x", "write `lib` on one line"),
    ],
)
def test_a_name_that_cannot_be_changed_for_certain_is_refused(tree: Tree, source: str, mend: str) -> None:
    with pytest.raises(UnresolvedNameError, match=r"^x\.py:1: ") as refused:
        installed(source, tree, file="x.py")

    assert mend in str(refused.value)


def test_nothing_but_names_changes(tree: Tree) -> None:
    source = (
        '"""About config.regions."""\n\nfrom config.regions import Region  # noqa: F401\n\n\nregions = 1\n'
    )

    written = installed(source, tree, file="x.py")

    assert ast.dump(ast.parse(written)) == ast.dump(ast.parse(source)).replace(
        "module='config.regions'", "module='holdfast.config.regions'"
    )
    assert len(written.splitlines()) == len(source.splitlines())
