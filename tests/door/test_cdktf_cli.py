"""The cdktf command line gives what `python main.py` gives."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.door.conftest import ROOT, Program

CDKTF = ROOT / "node_modules" / ".bin" / "cdktf"


@pytest.mark.terraform
def test_cdktf_synth_writes_the_same_json(program: Program, tmp_path: Path) -> None:
    if not CDKTF.exists() or shutil.which("terraform") is None:
        missing = "cdktf-cli" if not CDKTF.exists() else "terraform"
        if os.environ.get("HOLDFAST_REQUIRE_TERRAFORM") == "1":
            pytest.fail(f"{missing} is required and not installed")
        pytest.skip(f"{missing} is not installed")

    subprocess.run(  # noqa: S603  # our own dependency
        [CDKTF, "synth", "--output", tmp_path / "cdktf"],
        cwd=ROOT,
        env={**os.environ, "CI": "1", "CHECKPOINT_DISABLE": "1"},
        capture_output=True,
        check=True,
        timeout=180,
    )
    program()

    assert _files(tmp_path / "cdktf") == _files(tmp_path / "cdktf.out")


def _files(folder: Path) -> dict[Path, bytes]:
    return {path.relative_to(folder): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
