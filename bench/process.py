"""What a command costs: wall time, and the memory of its whole process tree."""

import os
import subprocess
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import psutil

SAMPLE_SECONDS = 0.01


@dataclass(frozen=True, kw_only=True)
class Cost:
    """One run of a command."""

    seconds: float
    peak_mb: float
    """The largest sum of resident memory over the tree that a sample saw."""


def measured(command: Sequence[str | Path], *, environment: Mapping[str, str], cwd: Path) -> Cost:
    """Runs the command to its end. Raises `CalledProcessError` where it fails."""
    started = time.perf_counter()
    with subprocess.Popen(  # noqa: S603  # our own command
        [str(part) for part in command],
        env={**os.environ, **environment},
        cwd=cwd,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    ) as process:
        peak = 0
        root = psutil.Process(process.pid)
        while process.poll() is None:
            peak = max(peak, _tree_memory(root))
            time.sleep(SAMPLE_SECONDS)
    seconds = time.perf_counter() - started
    if process.returncode != 0:
        raise subprocess.CalledProcessError(process.returncode, [str(part) for part in command])
    return Cost(seconds=seconds, peak_mb=peak / 1e6)


def _tree_memory(root: psutil.Process) -> int:
    total = 0
    try:
        for process in (root, *root.children(recursive=True)):
            total += process.memory_info().rss
    except psutil.NoSuchProcess:
        pass  # it ended between the listing and the look
    return total
