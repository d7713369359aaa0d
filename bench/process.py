"""What a command costs: wall time, and the memory of its whole process tree."""

import os
import subprocess
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from threading import Event, Thread

import psutil

SAMPLE_SECONDS = 0.05
"""A look at the tree goes over every process of the machine; more of them take a core from what is run."""


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
        samples = [0]
        ended = Event()
        sampler = Thread(target=_sample, args=(process.pid, samples, ended))
        sampler.start()
        process.wait()
        seconds = time.perf_counter() - started
        ended.set()
        sampler.join()
    if process.returncode != 0:
        raise subprocess.CalledProcessError(process.returncode, [str(part) for part in command])
    return Cost(seconds=seconds, peak_mb=max(samples) / 1e6)


def _sample(pid: int, samples: list[int], ended: Event) -> None:
    """Beside the wait, so that the clock stops when the process does."""
    try:
        root = psutil.Process(pid)
    except psutil.NoSuchProcess:
        return
    samples.append(_tree_memory(root))
    while not ended.wait(SAMPLE_SECONDS):
        samples.append(_tree_memory(root))


def _tree_memory(root: psutil.Process) -> int:
    total = 0
    try:
        for process in (root, *root.children(recursive=True)):
            total += process.memory_info().rss
    except psutil.NoSuchProcess:
        pass  # it ended between the listing and the look
    return total
