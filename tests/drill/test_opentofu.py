"""Where there is `tofu` and no `terraform`.

The `tofu` of these tests is Terraform behind a script: OpenTofu has the same commands and asks another
registry for its providers.
"""

import io
import json
import os
import shutil
import sys
from pathlib import Path

import pytest
from rich.console import Console

from drill.demo import run
from drill.provider_mirror import OPENTOFU_REGISTRY, TERRAFORM_REGISTRY, cli_configuration
from drill.terraform import TerraformNotFoundError, find_terraform
from tests.terraform.stack_builder import Stack

TOFU = f"""#!/bin/sh
echo "$@" >> '{{log}}'
[ "$1" = init ] && sed -i 's/{OPENTOFU_REGISTRY}/{TERRAFORM_REGISTRY}/' "$TF_CLI_CONFIG_FILE"
exec '{{terraform}}' "$@"
"""


def executable(path: Path, text: str = "#!/bin/sh\n") -> Path:
    path.parent.mkdir(exist_ok=True)
    path.write_text(text, encoding="utf-8")
    path.chmod(0o755)
    return path


def test_tofu_serves_where_terraform_is_missing(tmp_path: Path) -> None:
    tofu = executable(tmp_path / "bin" / "tofu")

    assert find_terraform({"PATH": str(tmp_path / "bin")}) == tofu


def test_terraform_serves_where_both_are_there(tmp_path: Path) -> None:
    executable(tmp_path / "bin" / "tofu")
    terraform = executable(tmp_path / "bin" / "terraform")

    assert find_terraform({"PATH": str(tmp_path / "bin")}) == terraform


def test_the_named_binary_comes_first(tmp_path: Path) -> None:
    executable(tmp_path / "bin" / "terraform")
    other = executable(tmp_path / "other" / "opentofu")

    assert find_terraform({"PATH": str(tmp_path / "bin"), "HOLDFAST_TERRAFORM": str(other)}) == other


def test_without_either_the_message_names_both(tmp_path: Path) -> None:
    with pytest.raises(TerraformNotFoundError, match="neither terraform nor tofu is on the PATH"):
        find_terraform({"PATH": str(tmp_path)})


@pytest.mark.parametrize("place", [".tofurc", ".terraformrc", "settings/opentofu/tofurc"])
def test_opentofus_own_settings_are_left_to_serve(tmp_path: Path, place: str) -> None:
    (tmp_path / "mirror" / OPENTOFU_REGISTRY / "hashicorp/aws/5.100.0/linux_amd64").mkdir(parents=True)
    environment = {
        "HOME": str(tmp_path),
        "XDG_CONFIG_HOME": str(tmp_path / "settings"),
        "XDG_DATA_DIRS": str(tmp_path / "none"),
        "TF_PLUGIN_CACHE_DIR": str(tmp_path / "mirror"),
    }
    wanted = {"hashicorp/aws": ">= 5.100.0"}
    assert OPENTOFU_REGISTRY in str(cli_configuration(wanted, environment, registry=OPENTOFU_REGISTRY))

    own = tmp_path / place
    own.parent.mkdir(parents=True, exist_ok=True)
    own.write_text('provider_installation {\n  network_mirror { url = "https://mirror.example/" }\n}\n')

    assert cli_configuration(wanted, environment, registry=OPENTOFU_REGISTRY) is None


@pytest.mark.terraform
def test_a_demonstration_runs_on_tofu_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    log = tmp_path / "commands"
    executable(tmp_path / "bin" / "tofu", TOFU.format(log=log, terraform=find_terraform()))
    for name in ("sh", "sed"):
        (tmp_path / "bin" / name).symlink_to(str(shutil.which(name)))
    monkeypatch.setenv("TF_PLUGIN_DIR", str(_mirror_of_opentofu(tmp_path)))
    monkeypatch.setenv("PATH", os.pathsep.join([str(tmp_path / "bin"), str(Path(sys.executable).parent)]))
    monkeypatch.delenv("HOLDFAST_TERRAFORM", raising=False)
    stack = Stack(("us-east-1",))
    stack.add("aws_ssm_parameter", "p", "us-east-1", name="/orders/switch", type="String", value="off")
    stack.look_up("aws_region", "here", "us-east-1")
    stack.outputs["switch"] = {"value": "${aws_ssm_parameter.p.name}"}
    (tmp_path / "stack").mkdir()
    (tmp_path / "stack" / "cdk.tf.json").write_text(json.dumps(stack.document()), encoding="utf-8")
    said = io.StringIO()

    run(tmp_path / "stack", Console(file=said, width=200))

    assert "1 added" in said.getvalue()
    assert "1 destroyed" in said.getvalue()
    assert [line.split()[0] for line in log.read_text().splitlines()] == [
        "init",
        "plan",
        "apply",
        "plan",
        "output",
        "destroy",
    ]


def _mirror_of_opentofu(folder: Path) -> Path:
    """The mirror that Terraform finds, under the name of OpenTofu's registry as well."""
    wanted = {"hashicorp/aws": ">= 5.100.0, < 7.0.0"}
    found = cli_configuration(wanted, os.environ, registry=TERRAFORM_REGISTRY)
    if found is None:
        pytest.skip(
            "no mirror of the AWS provider: the registry serves, and this test cannot stand in for it"
        )
    place = next(line for line in found.splitlines() if "path" in line).split('"')[1]
    mirror, provider = folder / "mirror", Path("hashicorp/aws")
    packages = Path(place) / TERRAFORM_REGISTRY / provider
    for registry in (OPENTOFU_REGISTRY, TERRAFORM_REGISTRY):
        for package in (*packages.glob("*/*_*"), *packages.glob("*.zip")):  # unpacked, packed
            link = mirror / registry / provider / package.relative_to(packages)
            link.parent.mkdir(parents=True, exist_ok=True)
            link.symlink_to(package)
    return mirror
