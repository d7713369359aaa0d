"""A child and its descendants end with us, whatever ends us."""

import contextlib
import os
import signal
import subprocess
import sys
import textwrap
import time
from pathlib import Path

import psutil
import pytest

from drill import child_process

#: A parent with a child that ignores interrupts, as Terraform's plugins do; both write their ids, then wait.
FAMILY = """
import os, signal, subprocess, sys, time
signal.signal(signal.SIGINT, signal.default_int_handler)  # ignored, where a shell started us that way
stubborn = "import signal, time; signal.signal(signal.SIGINT, signal.SIG_IGN); time.sleep(300)"
child = subprocess.Popen([sys.executable, "-c", stubborn])
print(os.getpid(), child.pid, flush=True)
time.sleep(300)
"""


def run(
    code: str, directory: Path, *, timeout: float = 30, grace: float = 5
) -> tuple[child_process.Finished, list[str]]:
    lines: list[str] = []
    finished = child_process.run(
        [sys.executable, "-c", code],
        directory=directory,
        environment=dict(os.environ),
        on_line=lines.append,
        timeout=timeout,
        grace=grace,
    )
    return finished, lines


def alive(pids: list[int]) -> list[int]:
    """Which of these still run; a zombie that nobody has collected yet does not."""
    running = []
    for pid in pids:
        with contextlib.suppress(psutil.NoSuchProcess):
            if psutil.Process(pid).status() != psutil.STATUS_ZOMBIE:
                running.append(pid)
    return running


def test_lines_exit_code_and_errors_come_back(tmp_path: Path) -> None:
    finished, lines = run(
        "import sys; print('one'); print('two'); print('bad', file=sys.stderr); sys.exit(3)", tmp_path
    )
    assert lines == ["one", "two"]
    assert finished == child_process.Finished(exit_code=3, stderr="bad\n")


def test_a_timeout_ends_the_whole_family(tmp_path: Path) -> None:
    pids: list[int] = []
    started = time.monotonic()
    with pytest.raises(child_process.ChildTimeoutError):
        child_process.run(
            [sys.executable, "-c", FAMILY],
            directory=tmp_path,
            environment=dict(os.environ),
            on_line=lambda line: pids.extend(map(int, line.split())),
            timeout=1,
            grace=5,
        )
    assert time.monotonic() - started < 4
    assert len(pids) == 2
    assert alive(pids) == []


def test_a_child_that_will_not_stop_is_killed_after_its_grace(tmp_path: Path) -> None:
    code = "import signal, time; signal.signal(signal.SIGINT, signal.SIG_IGN); time.sleep(300)"
    started = time.monotonic()
    with pytest.raises(child_process.ChildTimeoutError):
        run(code, tmp_path, timeout=1, grace=1)
    assert 2 <= time.monotonic() - started < 5


def test_what_a_finished_child_leaves_behind_is_ended_too(tmp_path: Path) -> None:
    code = """
    import subprocess, sys
    left = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(300)"], stdout=subprocess.DEVNULL,
                            stderr=subprocess.DEVNULL)
    print(left.pid)
    """
    _, lines = run(textwrap.dedent(code), tmp_path)
    assert alive([int(lines[0])]) == []


@pytest.mark.parametrize(
    ("number", "exit_code"), [(signal.SIGINT, -signal.SIGINT), (signal.SIGTERM, 143), (signal.SIGHUP, 129)]
)
def test_a_signal_to_us_ends_the_whole_family(number: signal.Signals, exit_code: int) -> None:
    script = f"""
    import os, signal, sys
    signal.signal(signal.SIGINT, signal.default_int_handler)
    from pathlib import Path
    from drill import child_process
    child_process.run(
        [sys.executable, "-c", {FAMILY!r}], directory=Path("."), environment=dict(os.environ),
        on_line=lambda line: print(line, flush=True), timeout=60, grace=5,
    )
    """
    root = Path(__file__).parents[2]
    process = subprocess.Popen(  # noqa: S603 - our own script, no shell
        [sys.executable, "-c", textwrap.dedent(script)],
        cwd=root,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        start_new_session=True,
    )
    assert process.stdout is not None
    pids = [int(pid) for pid in process.stdout.readline().split()]
    assert alive(pids) == pids
    process.send_signal(number)
    assert process.wait(timeout=20) == exit_code
    process.stdout.close()
    assert alive(pids) == []
