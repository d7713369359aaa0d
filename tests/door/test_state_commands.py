"""`bootstrap`, `split-state`, and the commands that know one stack alone."""

import json
from pathlib import Path

import pytest

from tests.door.conftest import EXAMPLES, Program

S3 = {
    "HOLDFAST_STATE__BACKEND": "s3",
    "HOLDFAST_STATE__BUCKET": "example-states",
    "HOLDFAST_STATE__REGION": "us-east-2",
}
PER_REGION = {"HOLDFAST_STATE__BACKEND": "local", "HOLDFAST_STATE__LAYOUT": "per-region"}


def test_bootstrap_writes_its_own_stack_and_says_what_to_do(program: Program, example: Path) -> None:
    finished = program("bootstrap", example, **S3, HOLDFAST_STATE__REPLICA_REGION="eu-west-1")

    assert finished.returncode == 0, finished.stderr
    assert finished.stdout.splitlines() == [
        "cdktf.out/stacks/orders-production-state: 17 resources",
        "Its own state is a local file. Apply it once:",
        "  terraform -chdir=cdktf.out/stacks/orders-production-state init",
        "  terraform -chdir=cdktf.out/stacks/orders-production-state apply",
        "Then move its own state into the bucket that it made:",
        f"  python main.py bootstrap {example} --moved-in",
        "  terraform -chdir=cdktf.out/stacks/orders-production-state init -migrate-state",
    ]


def test_commands_to_copy_stand_in_quotes_where_a_name_has_a_space(
    program: Program, example: Path, tmp_path: Path
) -> None:
    file = tmp_path / "my orders.yaml"
    file.write_text(example.read_text())

    finished = program(
        "bootstrap", file.name, **S3, HOLDFAST_STATE__REPLICA_REGION="eu-west-1", CDKTF_OUTDIR="my out"
    )

    assert "  python main.py bootstrap 'my orders.yaml' --moved-in" in finished.stdout.splitlines()
    folder = "'my out/stacks/orders-production-state'"
    assert f"  terraform -chdir={folder} init" in finished.stdout.splitlines()


def test_bootstrap_leaves_the_manifest_to_the_deployment(
    program: Program, example: Path, tmp_path: Path
) -> None:
    program("synth", example)
    before = (tmp_path / "cdktf.out/manifest.json").read_bytes()

    program("bootstrap", example, **S3, HOLDFAST_STATE__REPLICA_REGION="eu-west-1")

    assert (tmp_path / "cdktf.out/manifest.json").read_bytes() == before


@pytest.mark.parametrize(
    ("environment", "message"),
    [
        (
            {},
            "state.backend\n  found:   local\n  allowed: s3: `bootstrap` makes the bucket of a state in S3\n"
            "  mend:    set `backend: s3` with `bucket:`, `region:` and `replica_region:`\n",
        ),
        (
            S3,
            "state.replica_region\n  found:   nothing; the key is missing\n"
            "  allowed: another region than the bucket's: it gets a copy\n"
            "  mend:    add `replica_region:`, such as eu-west-1\n",
        ),
    ],
)
def test_bootstrap_refuses_what_it_cannot_make(
    program: Program, example: Path, tmp_path: Path, environment: dict[str, str], message: str
) -> None:
    finished = program("bootstrap", example, **environment)

    assert (finished.returncode, finished.stderr) == (2, f"{example}: {message}")
    assert list(tmp_path.iterdir()) == []


def test_one_state_per_region_is_written_as_a_stack_each(program: Program, example: Path) -> None:
    finished = program("synth", example, **PER_REGION)

    assert finished.returncode == 0, finished.stderr
    assert [line.split(":")[0] for line in finished.stdout.splitlines()] == [
        f"cdktf.out/stacks/orders-production-{place}"
        for place in ("us-east-1", "us-west-2", "mesh", "global")
    ]


def test_a_split_state_is_written_with_its_commands(program: Program, example: Path, tmp_path: Path) -> None:
    program("synth", example)
    template = json.loads((tmp_path / "cdktf.out/stacks/orders-production/cdk.tf.json").read_text())
    one = tmp_path / "one.tfstate"
    one.write_text(json.dumps(_applied(template)))

    finished = program("split-state", example, one, **PER_REGION)

    assert finished.returncode == 0, finished.stderr
    lines = finished.stdout.splitlines()
    names = [f"orders-production-{place}" for place in ("us-east-1", "us-west-2", "mesh", "global")]
    assert [line.split(":")[0] for line in lines[:4]] == [f"split-state/{name}.tfstate" for name in names]
    assert lines[4].startswith(
        "in several states from now on, as the same thing: aws_route53_record.certificate_proof_record_"
    )
    assert lines[6:9] == [
        "  terraform -chdir=cdktf.out/stacks/orders-production-us-east-1 init",
        "  terraform -chdir=cdktf.out/stacks/orders-production-us-east-1 state push "
        f"{tmp_path}/split-state/orders-production-us-east-1.tfstate",
        "  terraform -chdir=cdktf.out/stacks/orders-production-us-east-1 apply",
    ]
    for name in names:
        assert (tmp_path / f"split-state/{name}.tfstate").stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("no json", "Expecting value: line 1 column 1 (char 0)"),
        ("{}", "no Terraform state of version 4"),
        ('{"version": 4, "lineage": "x"}', "no Terraform state of version 4: terraform_version: Field"),
        ('{"version": NaN}', "NaN, which is no JSON"),
        ("[" * 100_000, "JSON that is nested too deeply"),
        (
            '{"version": 4, "terraform_version": "1.11.4", "lineage": "x", "resources": []}',
            "139 resources of the file are missing: ",
        ),
    ],
)
def test_a_state_that_is_not_the_deployment_s_is_refused(
    program: Program, example: Path, tmp_path: Path, text: str, reason: str
) -> None:
    (tmp_path / "one.tfstate").write_text(text)

    finished = program("split-state", example, "one.tfstate", **PER_REGION)

    assert finished.returncode == 2
    assert f"one.tfstate: the state\n  found:   {reason}" in finished.stderr
    assert "Traceback" not in finished.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["one.tfstate"]


@pytest.mark.parametrize("to", ["taken", "taken/below"])
def test_a_folder_for_the_states_that_is_a_file_is_refused(
    program: Program, example: Path, tmp_path: Path, to: str
) -> None:
    program("synth", example)
    template = json.loads((tmp_path / "cdktf.out/stacks/orders-production/cdk.tf.json").read_text())
    (tmp_path / "one.tfstate").write_text(json.dumps(_applied(template)))
    (tmp_path / "taken").write_text("mine")

    finished = program("split-state", example, "one.tfstate", "--to", to, **PER_REGION)

    assert (finished.returncode, finished.stdout) == (2, "")
    assert f"{to}: --to\n  found:   " in finished.stderr
    assert "Traceback" not in finished.stderr
    assert (tmp_path / "taken").read_text() == "mine"
    assert [path.name for path in (tmp_path / "cdktf.out/stacks").iterdir()] == ["orders-production"]


def test_no_state_is_left_where_the_stacks_cannot_be_written(
    program: Program, example: Path, tmp_path: Path
) -> None:
    program("synth", example)
    stacks = tmp_path / "cdktf.out/stacks"
    template = json.loads((stacks / "orders-production/cdk.tf.json").read_text())
    (tmp_path / "one.tfstate").write_text(json.dumps(_applied(template)))
    (stacks / "orders-production-mesh").write_text("mine")

    finished = program("split-state", example, "one.tfstate", **PER_REGION)

    assert (finished.returncode, finished.stdout) == (2, "")
    assert finished.stderr.startswith("cdktf.out: the output folder\n  found:   ")
    assert list((tmp_path / "split-state").iterdir()) == []
    assert (stacks / "orders-production-mesh").read_text() == "mine"


def test_a_file_with_one_state_is_not_split(program: Program, example: Path, tmp_path: Path) -> None:
    finished = program("split-state", example, "one.tfstate")

    assert finished.returncode == 2
    assert "state.layout\n  found:   single\n  allowed: per-region" in finished.stderr
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(("command", "file"), [("demo", "lattice-service"), ("failback", "pilot-light")])
def test_a_command_that_knows_one_stack_alone_says_so(program: Program, command: str, file: str) -> None:
    finished = program(command, EXAMPLES / f"{file}.yaml", **PER_REGION)

    assert finished.returncode == 2
    assert f"allowed: single: `{command}` knows one stack and its state" in finished.stderr


def _applied(template: dict[str, dict[str, dict[str, object]]]) -> dict[str, object]:
    """A state as the template's apply leaves it, as far as a split looks at it."""
    provider = 'provider["registry.terraform.io/hashicorp/aws"].us_east_1'
    return {
        "version": 4,
        "terraform_version": "1.11.4",
        "serial": 1,
        "lineage": "5d1f6e2c",
        "outputs": {},
        "resources": [
            {"mode": "managed", "type": type_, "name": name, "provider": provider, "instances": [{}]}
            for type_, named in template["resource"].items()
            for name in named
        ],
    }
