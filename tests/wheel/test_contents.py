"""What is in the wheel, and what the wheel asks for."""

import tomllib
import zipfile
from pathlib import Path

import pytest

from tests.wheel.conftest import ROOT
from tools.wheel_package import SOURCES_AS_THEY_ARE, tree_of

pytestmark = pytest.mark.xdist_group("wheel")

FOLDERS = {
    "commands",
    "config",
    "constructs_lib",
    "drill",
    "edge",
    "failback",
    "guard",
    "instances",
    "lambda",
    "publishing",
}


PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
VERSION = PROJECT["version"]


def names(wheel: Path) -> set[str]:
    with zipfile.ZipFile(wheel) as archive:
        return set(archive.namelist())


def test_there_is_one_top_level_name_beside_the_metadata(wheel: Path) -> None:
    assert {name.partition("/")[0] for name in names(wheel)} == {"holdfast", f"holdfast-{VERSION}.dist-info"}


def test_the_package_holds_the_folders_that_users_need_and_no_others(wheel: Path) -> None:
    inside = {name.split("/")[1] for name in names(wheel) if name.startswith("holdfast/")}

    assert inside == {"__init__.py", "py.typed", "main.py", *FOLDERS}


def test_every_file_of_these_folders_is_there(wheel: Path) -> None:
    here = {
        f"holdfast/{path.relative_to(ROOT).as_posix()}"
        for folder in FOLDERS
        for path in (ROOT / folder).rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }

    assert names(wheel) - {"holdfast/__init__.py", "holdfast/py.typed", "holdfast/main.py"} >= here


def test_what_runs_elsewhere_is_there_byte_for_byte(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        for folder in SOURCES_AS_THEY_ARE:
            for path in (ROOT / folder).rglob("*.*"):
                if "__pycache__" not in path.parts:
                    assert archive.read(f"holdfast/{path.relative_to(ROOT).as_posix()}") == path.read_bytes()


def test_the_sdist_holds_what_a_wheel_is_built_from(distributions: Path) -> None:
    assert [path.name for path in distributions.glob("*.tar.gz")] == [f"holdfast-{VERSION}.tar.gz"]
    assert len(list(distributions.iterdir())) == 2  # the wheel was built from the sdist, not from the tree


def test_it_asks_for_the_packages_of_the_pipfile() -> None:
    """All but `pydantic-settings`, which nothing imports."""
    pipfile = tomllib.loads((ROOT / "Pipfile").read_text(encoding="utf-8"))["packages"]
    wanted = {_requirement(name, wish) for name, wish in pipfile.items() if name != "pydantic-settings"}

    assert {*PROJECT["dependencies"], *PROJECT["optional-dependencies"]["drill"]} == wanted


def test_packages_of_the_repository_are_shipped_or_left_out_by_name() -> None:
    assert {*tree_of(ROOT).shipped, *SOURCES_AS_THEY_ARE} == {"main", *FOLDERS}


def _requirement(name: str, wish: str | dict[str, str | list[str]]) -> str:
    if isinstance(wish, str):
        return f"{name}{wish}"
    return f"{name}[{','.join(wish.get('extras', ()))}]{wish['version']}"
