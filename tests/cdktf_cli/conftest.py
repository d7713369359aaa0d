"""A project as its users have it, and the embedded AWS for its commands."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from constructs_lib.providers import AWS_PROVIDER_VERSIONS
from drill import provider_mirror
from drill.local_aws import LocalAws
from tests.terraform.conftest import pytest_runtest_setup  # noqa: F401  # skips where Terraform is missing

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs" / "cdktf.md"
LEFT_BEHIND = shutil.ignore_patterns(
    ".*", "__pycache__", "cdktf.out", "docs", "node_modules", "tests", "*.tfstate*"
)


@pytest.fixture(scope="session")
def aws() -> Iterator[LocalAws]:
    """The embedded AWS, for as long as these tests."""
    with LocalAws() as running:
        running.client("route53").create_hosted_zone(Name="example.com", CallerReference="these tests")
        yield running


@pytest.fixture
def environment(aws: LocalAws, tmp_path: Path) -> dict[str, str]:
    """What a shell has that deploys to the embedded AWS, with the provider from a mirror if there is one."""
    found = aws.environment()
    mirror = provider_mirror.cli_configuration(
        {"hashicorp/aws": AWS_PROVIDER_VERSIONS}, found, registry="registry.terraform.io"
    )
    settings = tmp_path / "terraform.rc"
    settings.write_text(mirror or "", encoding="utf-8")
    return {**found, "TF_CLI_CONFIG_FILE": str(settings), "CI": "1", "FORCE_COLOR": "0"}


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A working copy with two deployments: `orders-production`, the example, and `billing-production`."""
    copy = Path(shutil.copytree(ROOT, tmp_path / "project", ignore=LEFT_BEHIND))
    for installed in (".venv", "node_modules"):
        (copy / installed).symlink_to(ROOT / installed)
    deployments = copy / "config" / "deployments"
    example = (deployments / "lattice-service.yaml").read_text(encoding="utf-8")
    for file in deployments.iterdir():
        file.unlink()
    (deployments / "orders.yaml").write_text(example, encoding="utf-8")
    (deployments / "billing.yaml").write_text(
        example.replace("name: orders ", "name: billing ").replace("svc.example.com", "pay.example.com"),
        encoding="utf-8",
    )
    return copy
