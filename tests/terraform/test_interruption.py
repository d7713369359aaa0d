"""Whatever interrupts an apply, Terraform and its plugins go with it."""

import contextlib
import os
import signal
import subprocess
import sys
import tempfile
import textwrap
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest

from drill.local_aws import LocalAws
from drill.prerequisites import prerequisites
from drill.terraform import TerraformTimeoutError
from drill.working_copy import read
from tests.terraform import embedded_stack

pytestmark = pytest.mark.terraform

ROOT = Path(__file__).parents[2]


@pytest.fixture
def area() -> Iterator[Path]:
    """For temporary files. Its path is short enough for sockets: a plugin that is killed leaves its own
    behind, and where the working copy's path is too long that is outside of it."""
    with tempfile.TemporaryDirectory(prefix="area-") as folder:
        yield Path(folder)


@pytest.mark.parametrize(("number", "exit_code"), [(signal.SIGINT, -signal.SIGINT), (signal.SIGTERM, 143)])
def test_a_signal_in_the_middle_of_an_apply_leaves_nothing(
    tmp_path: Path, area: Path, number: signal.Signals, exit_code: int
) -> None:
    stack = embedded_stack.write(tmp_path / "stack")
    errors = tmp_path / "stderr"
    # A shell may have started us with Ctrl-C ignored, which children inherit.
    script = f"""
    import signal
    signal.signal(signal.SIGINT, signal.default_int_handler)
    from pathlib import Path
    from drill.local_aws import LocalAws
    from drill.prerequisites import prerequisites
    from drill.working_copy import read
    stack = Path({str(stack)!r})
    with LocalAws() as aws:
        aws.plant(prerequisites(read(stack)))
        with aws.terraform(stack, on_progress=lambda line: print(line, flush=True)) as terraform:
            terraform.init()
            terraform.apply()
    """
    process = subprocess.Popen(  # noqa: S603 - our own script, no shell
        [sys.executable, "-c", textwrap.dedent(script)],
        cwd=ROOT,
        env={**os.environ, "TMPDIR": str(area)},
        stdout=subprocess.PIPE,
        stderr=errors.open("w"),
        text=True,
        start_new_session=True,
    )
    assert process.stdout is not None
    for line in process.stdout:
        if line.startswith("aws_vpc.") and "Creating..." in line:
            break
    family = psutil.Process(process.pid).children(recursive=True)
    assert any("terraform-provider-aws" in _name(member) for member in family)
    process.send_signal(number)
    process.stdout.read()
    assert process.wait(timeout=60) == exit_code, errors.read_text()
    process.stdout.close()
    assert [_name(member) for member in family if _runs(member)] == []
    assert list(area.iterdir()) == []


def test_a_timeout_in_the_middle_of_an_apply_leaves_nothing(aws: LocalAws, tmp_path: Path) -> None:
    seen: dict[int, psutil.Process] = {}
    others = {member.pid for member in psutil.Process().children(recursive=True)}

    def watch(_line: str) -> None:
        family = psutil.Process().children(recursive=True)
        seen.update({member.pid: member for member in family if member.pid not in others})

    stack = embedded_stack.write(tmp_path / "stack")
    aws.plant(prerequisites(read(stack)))
    with aws.terraform(stack, on_progress=watch) as terraform:
        terraform.init()
        terraform.timeout = 8
        with pytest.raises(TerraformTimeoutError, match="stopped after 8 s"):
            terraform.apply()
    assert len(seen) > 1
    assert [member.pid for member in seen.values() if _runs(member)] == []


def _runs(process: psutil.Process) -> bool:
    with contextlib.suppress(psutil.NoSuchProcess):
        return bool(process.is_running() and process.status() != psutil.STATUS_ZOMBIE)
    return False


def _name(process: psutil.Process) -> str:
    with contextlib.suppress(psutil.NoSuchProcess):
        return str(process.name())
    return ""
