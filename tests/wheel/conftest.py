"""The built wheel, and a fresh environment with nothing but it: made once, a quarter of a minute each."""

import json
import os
import subprocess
import sys
import tomllib
import venv
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.terraform.conftest import pytest_runtest_setup  # noqa: F401  # skips where Terraform is missing

ROOT = Path(__file__).parents[2]
EXAMPLE = ROOT / "examples" / "invoices"
SECONDS = 300

Installed = Callable[..., subprocess.CompletedProcess[str]]


def ran(command: list[str | Path], directory: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """A process that sees nothing of the repository; fails the test with what it said where it fails."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    finished = subprocess.run(  # noqa: S603  # our own commands
        command,
        cwd=directory,
        env={**kept, **environment},
        capture_output=True,
        text=True,
        timeout=SECONDS,
        check=False,
    )
    assert finished.returncode == 0, finished.stdout[-3000:] + finished.stderr[-3000:]
    return finished


@pytest.fixture(scope="session")
def distributions(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder with the sdist, and the wheel that was built from it."""
    folder = tmp_path_factory.mktemp("dist")
    ran([sys.executable, "-m", "build", "--outdir", folder, ROOT], ROOT)
    return folder


@pytest.fixture(scope="session")
def wheel(distributions: Path) -> Path:
    """The wheel."""
    (file,) = distributions.glob("*.whl")
    return file


@pytest.fixture(scope="session")
def python(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The Python of an environment with the wheel, what the example's Pipfile names beside it, and psutil.

    Of the versions in our lock: what is tested is the wheel, not today's releases of other projects.
    """
    folder = tmp_path_factory.mktemp("fresh")
    lock = json.loads((ROOT / "Pipfile.lock").read_text(encoding="utf-8"))
    packages = {**lock["develop"], **lock["default"]}
    constraints = folder / "constraints.txt"
    constraints.write_text("\n".join(f"{name}{package['version']}" for name, package in packages.items()))
    others = tomllib.loads((EXAMPLE / "Pipfile").read_text(encoding="utf-8"))["dev-packages"]
    venv.create(folder / "venv", with_pip=True)
    python = folder / "venv" / "bin" / "python"
    wanted = [f"{wheel}[drill]", "psutil", *(f"{name}{version}" for name, version in others.items())]
    ran([python, "-m", "pip", "install", "--quiet", "--no-compile", "-c", constraints, *wanted], folder)
    return python


@pytest.fixture
def installed(python: Path, tmp_path: Path) -> Installed:
    """`installed("holdfast", "synth", file)` runs a command of the environment in an empty folder."""

    def run(command: str, *arguments: str | Path, **environment: str) -> subprocess.CompletedProcess[str]:
        return ran([python.with_name(command), *arguments], tmp_path, **environment)

    return run
