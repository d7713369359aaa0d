"""A deployment's stacks on disk, as Terraform and the cdktf command line find them."""

import json
from pathlib import Path
from typing import Any

import pytest

from constructs_lib.layout.on_disk import STACK_FILE
from constructs_lib.synthesis import SynthesisError, SynthesizedStack, synthesize
from tests.support.deployments import lattice_service

PER_REGION = {"backend": "local", "layout": "per-region"}
NAMES = [f"orders-production-{place}" for place in ("us-east-1", "us-west-2", "mesh", "global")]


@pytest.fixture(scope="module")
def outdir(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the stacks are."""
    return tmp_path_factory.mktemp("synth") / "cdktf.out"


@pytest.fixture(scope="module")
def stacks(outdir: Path) -> dict[str, SynthesizedStack]:
    """The example's shape, one state per region."""
    return {stack.name: stack for stack in synthesize([lattice_service(state=PER_REGION)], outdir)}


def template(stack: SynthesizedStack) -> Any:  # noqa: ANN401  # JSON
    return json.loads((stack.folder / STACK_FILE).read_text(encoding="utf-8"))


def test_the_stacks_are_told_in_the_order_in_which_they_are_applied(
    stacks: dict[str, SynthesizedStack], outdir: Path
) -> None:
    assert list(stacks) == NAMES
    assert sorted(path.name for path in (outdir / "stacks").iterdir()) == sorted(NAMES)


def test_the_manifest_says_who_comes_first(stacks: dict[str, SynthesizedStack], outdir: Path) -> None:
    manifest = json.loads((outdir / "manifest.json").read_text(encoding="utf-8"))
    east, west, mesh, edge = NAMES

    assert {name: entry["dependencies"] for name, entry in manifest["stacks"].items()} == {
        east: [],
        west: [],
        mesh: [east, west],
        edge: [east, west],
    }
    for name in stacks:
        entry = manifest["stacks"][name]
        assert entry["name"] == name
        assert entry["workingDirectory"] == f"stacks/{name}"
        assert entry["synthesizedStackPath"] == f"stacks/{name}/cdk.tf.json"


def test_each_folder_has_the_assets_that_its_stack_uses_and_no_others(
    stacks: dict[str, SynthesizedStack],
) -> None:
    for name, stack in stacks.items():
        functions = template(stack)["resource"].get("aws_lambda_function", {}).values()
        used = {each["filename"] for each in functions}
        assets = stack.folder / "assets"
        there = {path.relative_to(stack.folder).as_posix() for path in assets.rglob("*") if path.is_file()}
        assert there == used
        assert bool(used) is (name in NAMES[:2])


def test_each_stack_s_state_is_a_file_of_its_own(stacks: dict[str, SynthesizedStack]) -> None:
    assert {name: template(stack)["terraform"]["backend"] for name, stack in stacks.items()} == {
        name: {"local": {"path": f"../../../terraform.{name}.tfstate"}} for name in NAMES
    }


def test_a_stack_of_another_deployment_under_the_same_name_is_refused(tmp_path: Path) -> None:
    other = lattice_service(environment="production-mesh")
    with pytest.raises(SynthesisError, match="two deployments have a stack called orders-production-mesh"):
        synthesize([lattice_service(state=PER_REGION), other], tmp_path / "out")
