"""Checking a file loads neither CDKTF nor the AWS SDK, and starts at once."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
FOREIGN = ("cdktf", "jsii", "constructs", "boto3", "botocore", "moto", "pydantic_settings")


def _printed(code: str) -> str:
    """What a fresh Python prints."""
    run = [sys.executable, "-c", code]
    return subprocess.run(run, cwd=ROOT, check=True, capture_output=True, text=True).stdout.strip()  # noqa: S603  # our own code


def test_the_loader_imports_nothing_heavy() -> None:
    code = f"import config.loader, config.schema, sys; print([m for m in {FOREIGN!r} if m in sys.modules])"
    assert _printed(code) == "[]"


def test_the_example_is_loaded_within_half_a_second() -> None:
    code = """
import time
from pathlib import Path
from config.loader import load
load(Path("config/deployments/lattice-service.yaml"), {})
print(time.process_time())
"""
    # The processor's time: other work on the machine is not what this measures.
    assert min(float(_printed(code)) for _ in range(3)) < 0.5
