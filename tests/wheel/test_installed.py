"""The wheel in an environment of its own, away from the repository."""

import json
import shutil
import sys
import zipfile
from pathlib import Path

import pytest

from tests.wheel.conftest import ROOT, Installed, ran

pytestmark = pytest.mark.xdist_group("wheel")

DEPLOYMENTS = sorted((ROOT / "config" / "deployments").glob("*.yaml"))

IMPORT_ALL = """
import importlib, json, pkgutil, sys
import holdfast
modules = [each.name for each in pkgutil.walk_packages(holdfast.__path__, "holdfast.")]
for name in modules:
    importlib.import_module(name)
files = [module.__file__ for module in sys.modules.values() if getattr(module, "__file__", None)]
print(json.dumps({"modules": modules, "loaded": sorted(sys.modules), "places": [*files, *sys.path]}))
"""


def test_every_module_imports_and_nothing_comes_from_the_repository(
    installed: Installed, wheel: Path
) -> None:
    found = json.loads(installed("python", "-c", IMPORT_ALL).stdout)

    with zipfile.ZipFile(wheel) as archive:
        sources = [name for name in archive.namelist() if name.endswith(".py")]
    packaged = [name for name in sources if not name.startswith("holdfast/lambda/")]
    imported = {name.replace(".", "/") for name in ("holdfast", *found["modules"])}
    assert {name.removesuffix(".py").removesuffix("/__init__") for name in packaged} == imported
    assert {"commands", "config", "constructs_lib", "drill", "guard", "main"}.isdisjoint(found["loaded"])
    assert [place for place in found["places"] if place.startswith(f"{ROOT}/")] == []


def test_the_command_writes_the_json_that_the_repository_writes(installed: Installed, tmp_path: Path) -> None:
    installed("holdfast", "synth", *DEPLOYMENTS, CDKTF_OUTDIR="theirs")
    ran([sys.executable, ROOT / "main.py", "synth", *DEPLOYMENTS], tmp_path, CDKTF_OUTDIR="ours")

    assert _files(tmp_path / "theirs") == _files(tmp_path / "ours")


def test_without_a_command_the_files_of_the_folder_it_runs_in_are_meant(
    installed: Installed, tmp_path: Path
) -> None:
    (tmp_path / "config" / "deployments").mkdir(parents=True)
    shutil.copy(DEPLOYMENTS[0], tmp_path / "config" / "deployments" / "mine.yml")

    assert installed("holdfast").stdout == "cdktf.out/stacks/orders-production: 139 resources\n"


def test_nothing_is_written_where_it_is_installed(installed: Installed, python: Path) -> None:
    """So that it may be read-only. jsii's cache of the bindings is in the user's own folder."""
    (package,) = python.parents[1].glob("lib/python*/site-packages/holdfast")
    before = _files(package)

    installed("holdfast", "synth", *DEPLOYMENTS, PYTHONDONTWRITEBYTECODE="1")

    assert _files(package) == before


def test_only_the_bindings_in_use_are_loaded_in_python_and_in_node(installed: Installed) -> None:
    code = """
import holdfast.constructs_lib, json, psutil, sys
from cdktf_cdktf_provider_aws.vpc import Vpc
loaded = {name.split(".")[1] for name in sys.modules if name.startswith("cdktf_cdktf_provider_aws.")}
(node,) = psutil.Process().children()
print(json.dumps([sorted(loaded), node.environ()["NODE_OPTIONS"]]))
"""
    loaded, options = json.loads(installed("python", "-c", code).stdout)

    assert loaded == ["_jsii", "vpc"]
    hook = Path(options.partition('"')[2].rstrip('"'))
    assert (hook.name, hook.parts[-3:-1]) == ("lazy_provider_index.cjs", ("holdfast", "constructs_lib"))


def test_checking_a_file_loads_neither_cdktf_nor_boto3(installed: Installed) -> None:
    code = """
import sys
from pathlib import Path
from holdfast.config.loader import load
load(Path(sys.argv[1]), {})
print(sorted({"boto3", "cdktf", "constructs", "jsii", "moto"} & set(sys.modules)))
"""
    assert installed("python", "-c", code, DEPLOYMENTS[0]).stdout == "[]\n"


def _files(folder: Path) -> dict[Path, bytes]:
    return {path.relative_to(folder): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
