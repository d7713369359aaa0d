"""The bindings load on demand, and nobody notices but by the clock.

Each test is a process of its own: what is loaded, and when, is a matter of one interpreter.
"""

import json
import os
import subprocess
import sys
from pathlib import Path
from zipfile import ZipFile

import pytest

from bench.synthesis import PLAIN, synthesis_cost

ROOT = Path(__file__).parents[2]


def run(code: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """A program with the project on its path; fails the test with what it said where it fails."""
    finished = subprocess.run(  # noqa: S603  # our own code
        [sys.executable, "-c", code],
        env={**os.environ, "PYTHONPATH": str(ROOT), **environment},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert finished.returncode == 0, finished.stderr
    return finished


def test_only_the_modules_in_use_are_loaded() -> None:
    code = """
import constructs_lib, json, sys
from cdktf_cdktf_provider_aws.vpc import Vpc
print(json.dumps(sorted({m.split(".")[1] for m in sys.modules if m.startswith("cdktf_cdktf_provider_aws.")})))
"""
    assert json.loads(run(code).stdout) == ["_jsii", "vpc"]


def test_the_whole_package_can_still_be_imported_afterwards() -> None:
    code = """
import constructs_lib
import cdktf_cdktf_provider_aws as aws
from cdktf_cdktf_provider_aws import subnet
print(aws.vpc.Vpc.__name__, subnet.Subnet.__name__, len(aws.__all__) > 2000)
"""
    assert run(code).stdout.split() == ["Vpc", "Subnet", "True"]


def test_a_name_that_the_package_does_not_have_is_an_attribute_error() -> None:
    code = """
import constructs_lib
import cdktf_cdktf_provider_aws as aws
print(hasattr(aws, "no_such_service"))
"""
    assert run(code).stdout.strip() == "False"


def test_a_package_that_was_imported_before_is_left_as_it_is() -> None:
    code = """
import sys, types
before = types.ModuleType("cdktf_cdktf_provider_aws")
sys.modules["cdktf_cdktf_provider_aws"] = before
import constructs_lib
print(sys.modules["cdktf_cdktf_provider_aws"] is before)
"""
    assert run(code).stdout.strip() == "True"


def test_an_unexpected_layout_falls_back_to_the_plain_way_with_one_warning(tmp_path: Path) -> None:
    package = tmp_path / "cdktf_cdktf_provider_aws"
    package.mkdir()
    (package / "__init__.py").write_text("loaded = 'whole'\n")
    code = """
import constructs_lib
import cdktf_cdktf_provider_aws as aws
print(aws.loaded)
"""
    finished = run(code, PYTHONPATH=f"{tmp_path}{os.pathsep}{ROOT}")

    assert finished.stdout.strip() == "whole"
    assert finished.stderr.count("RuntimeWarning") == 1
    assert "not laid out as expected" in finished.stderr


def test_the_node_hook_does_not_outlive_the_start_of_node() -> None:
    code = "import os, constructs_lib; print(os.environ.get('NODE_OPTIONS'))"

    assert run(code, NODE_OPTIONS="--no-deprecation").stdout.strip() == "--no-deprecation"


def test_a_node_past_its_end_of_life_is_not_announced_at_every_start() -> None:
    assert run("import constructs_lib").stderr == ""


def test_constructs_first_import_starts_node_with_the_hook() -> None:
    code = """
import constructs_lib
from cdktf import App, TerraformStack
from cdktf_cdktf_provider_aws.vpc import Vpc
import psutil
Vpc(TerraformStack(App(), "s"), "v")
(node,) = psutil.Process().children()
print(node.environ()["NODE_OPTIONS"])
"""
    assert "lazy_provider_index.cjs" in run(code).stdout


@pytest.mark.timeout(180)
def test_output_is_the_plain_imports_byte_for_byte_at_a_fraction_of_its_time(tmp_path: Path) -> None:
    """Also at most 30 % of its memory; both measured in this one run."""
    plain = synthesis_cost(tmp_path / "plain", PLAIN)
    # The best of several: other work on the machine weighs more on a second than on ten.
    lazy = [synthesis_cost(tmp_path / "lazy") for _ in range(4)]
    written = {
        variant: {
            path.relative_to(tmp_path / variant): path.read_bytes()
            for path in sorted((tmp_path / variant).rglob("*"))
            if path.is_file()
        }
        for variant in ("plain", "lazy")
    }

    assert written["lazy"] == written["plain"]
    assert len(written["lazy"]) == 4  # the stack, its two packaged functions, the manifest
    # About a twelfth on an idle machine; the rest is room for a busy one.
    assert min(cost.seconds for cost in lazy) <= 0.13 * plain.seconds
    assert max(cost.peak_mb for cost in lazy) <= 0.30 * plain.peak_mb


def test_a_folder_is_packed_as_ever(tmp_path: Path) -> None:
    """cdktf's library for zip files is loaded only for this."""
    source = tmp_path / "source"
    source.mkdir()
    (source / "page.html").write_text("<!doctype html>")
    code = f"""
import constructs_lib
from cdktf import App, AssetType, TerraformAsset, TerraformStack
app = App(outdir={str(tmp_path / "out")!r})
TerraformAsset(TerraformStack(app, "s"), "pages", path={str(source)!r}, type=AssetType.ARCHIVE)
app.synth()
"""
    run(code)
    (archive,) = tmp_path.rglob("archive.zip")

    assert ZipFile(archive).read("page.html") == b"<!doctype html>"


def test_an_argument_of_a_wrong_type_is_refused_the_second_time_too() -> None:
    code = """
import constructs_lib
from cdktf import App, TerraformStack
from cdktf_cdktf_provider_aws.vpc import Vpc
stack = TerraformStack(App(), "s")
for name in ("one", "two"):
    try:
        Vpc(stack, name, cidr_block=7)
    except TypeError as error:
        print(error)
"""
    first, second = run(code).stdout.splitlines()
    assert first == second
    assert "cidr_block" in first


def test_a_program_that_trusts_its_arguments_is_refused_by_node_what_node_cannot_take() -> None:
    code = """
import constructs_lib
from constructs_lib.bindings import trust_arguments
from cdktf import App, TerraformStack
from cdktf_cdktf_provider_aws.vpc import Vpc
trust_arguments()
try:
    Vpc(TerraformStack(App(), "s"), "v", cidr_block=7)
except RuntimeError as error:
    print("cidrBlock" in str(error))
"""
    assert run(code).stdout.strip() == "True"
