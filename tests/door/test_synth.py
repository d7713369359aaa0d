"""`python main.py` and `python main.py synth`."""

import json
import shutil
from pathlib import Path

import pytest

from tests.door.conftest import EXAMPLES, Program


def stacks(folder: Path) -> set[str]:
    return {path.parent.name for path in folder.glob("cdktf.out/stacks/*/cdk.tf.json")}


def test_without_a_command_every_example_is_synthesized(program: Program, tmp_path: Path) -> None:
    finished = program()

    assert finished.returncode == 0, finished.stderr
    assert len(stacks(tmp_path)) == len(list(EXAMPLES.glob("*.yaml")))


def test_only_the_named_files_are_synthesized(program: Program, example: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.yaml"
    other.write_text(example.read_text().replace("name: orders ", "name: billing "))

    finished = program("synth", other)

    assert finished.returncode == 0, finished.stderr
    assert stacks(tmp_path) == {"billing-production"}
    manifest = json.loads((tmp_path / "cdktf.out" / "manifest.json").read_text())
    assert list(manifest["stacks"]) == ["billing-production"]


def test_the_output_says_where_each_stack_stands(program: Program, example: Path) -> None:
    finished = program("synth", example)

    assert finished.stdout == "cdktf.out/stacks/orders-production: 139 resources\n"
    assert finished.stderr == ""


def test_synthesis_needs_node_and_no_terraform(program: Program, example: Path, tmp_path: Path) -> None:
    """cdktf's own checks would run `terraform version`."""
    only_node = tmp_path / "bin"
    only_node.mkdir()
    (only_node / "node").symlink_to(shutil.which("node") or "node is missing")

    finished = program("synth", example, PATH=str(only_node))

    assert finished.returncode == 0, finished.stderr


def test_synthesizing_twice_gives_the_same_bytes(program: Program, example: Path, tmp_path: Path) -> None:
    def written() -> dict[Path, bytes]:
        assert program("synth", example).returncode == 0
        return {p: p.read_bytes() for p in tmp_path.rglob("*") if p.is_file()}

    assert written() == written()


def test_what_terraform_put_beside_the_json_stays(program: Program, example: Path, tmp_path: Path) -> None:
    program("synth", example)
    lock = tmp_path / "cdktf.out/stacks/orders-production/.terraform.lock.hcl"
    lock.write_text("provider locks")

    program("synth", example)

    assert lock.read_text() == "provider locks"


def test_a_bad_file_among_good_ones_writes_nothing(program: Program, example: Path, tmp_path: Path) -> None:
    bad = tmp_path / "bad.yaml"
    bad.write_text(example.read_text().replace("interval: 30", "interval: 20"))

    finished = program("synth", example, bad)

    assert finished.returncode == 2
    assert "health.interval" in finished.stderr
    assert "Traceback" not in finished.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["bad.yaml"]


def test_two_files_that_describe_one_stack_are_refused(
    program: Program, example: Path, tmp_path: Path
) -> None:
    copy = tmp_path / "copy.yaml"
    copy.write_text(example.read_text())

    finished = program("synth", example, copy)

    assert finished.returncode == 2
    assert "orders-production" in finished.stderr
    assert not (tmp_path / "cdktf.out").exists()


def test_the_environment_overrides_the_file(program: Program, example: Path, tmp_path: Path) -> None:
    finished = program("synth", example, DOMAIN_NAME="api.svc.example.com", HOLDFAST_HEALTH__INTERVAL="10")

    assert finished.returncode == 0, finished.stderr
    (path,) = tmp_path.glob("cdktf.out/stacks/*/cdk.tf.json")
    template = json.loads(path.read_text())
    checks = template["resource"]["aws_route53_health_check"].values()
    assert {check["request_interval"] for check in checks} == {10}
    assert template["output"]["service_name"]["value"] == "api.svc.example.com"


@pytest.mark.parametrize(
    "in_the_way",
    [
        "cdktf.out",
        "cdktf.out/stacks",
        "cdktf.out/stacks/portfolio-production",
        "cdktf.out/manifest.json/",
        "cdktf.out/stacks/portfolio-production/cdk.tf.json/",
    ],
)
def test_what_is_in_the_way_of_the_output_is_told_and_nothing_is_written(
    program: Program, example: Path, tmp_path: Path, in_the_way: str
) -> None:
    place = tmp_path / in_the_way
    place.parent.mkdir(parents=True, exist_ok=True)
    place.mkdir() if in_the_way.endswith("/") else place.write_text("mine")

    finished = program("synth", example, EXAMPLES / "website.yaml")

    assert finished.returncode == 2
    lines = finished.stderr.splitlines()
    assert lines[0] == "cdktf.out: the output folder"
    assert in_the_way.rstrip("/") in lines[1]
    assert lines[2:] == [
        "  allowed: a folder, there already or not, in which files can be written",
        "  mend:    move away what is in the way, or name another folder in CDKTF_OUTDIR",
    ]
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == ([] if place.is_dir() else [place])


@pytest.mark.parametrize("command", ["synth", "bootstrap", "failback"])
def test_a_machine_without_node_is_told_so(
    program: Program, example: Path, tmp_path: Path, command: str
) -> None:
    state = {"HOLDFAST_STATE__BACKEND": "s3", "HOLDFAST_STATE__BUCKET": "example-states"}
    regions = {"HOLDFAST_STATE__REGION": "us-east-2", "HOLDFAST_STATE__REPLICA_REGION": "eu-west-1"}

    finished = program(command, example, PATH=str(tmp_path), **state, **regions)

    assert (finished.returncode, finished.stderr) == (
        1,
        "holdfast: there is no program `node` on the PATH; install Node 20 or later, in which the synthesis "
        "runs\n",
    )


def test_cdktf_names_the_output_folder(program: Program, example: Path, tmp_path: Path) -> None:
    finished = program("synth", example, CDKTF_OUTDIR=str(tmp_path / "elsewhere"))

    assert finished.returncode == 0, finished.stderr
    assert (tmp_path / "elsewhere" / "stacks" / "orders-production" / "cdk.tf.json").is_file()
