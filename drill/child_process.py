"""A child process with all its descendants: followed line by line, bounded in time, never left behind."""

import contextlib
import os
import signal
import subprocess
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from queue import Empty, SimpleQueue
from types import FrameType
from typing import IO

#: Seconds a group may take to end by itself after it was interrupted: Terraform finishes the calls in flight.
GRACE = 30.0

_ENDING_SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


@dataclass(frozen=True)
class Finished:
    """How a child ended, and what it wrote to standard error."""

    exit_code: int
    stderr: str


class ChildTimeoutError(Exception):
    """The child was still running after the time given to it, and was stopped."""


@dataclass(frozen=True)
class _Line:
    text: str


@dataclass(frozen=True)
class _Signal:
    number: int


class _EndOfOutput:
    pass


_Events = SimpleQueue[_Line | _Signal | _EndOfOutput]


@contextlib.contextmanager
def _signals_as_events(events: _Events) -> Iterator[None]:
    """Turn Ctrl-C and the like into events, so that none can strike between the start of a child and its
    record.

    Only the main thread may set handlers; elsewhere the signals go their usual way. An ignored signal (nohup)
    stays ignored.
    """
    if threading.current_thread() is not threading.main_thread():
        yield
        return

    def remember(number: int, _frame: FrameType | None) -> None:
        events.put(_Signal(number))

    former = {
        number: signal.signal(number, remember)
        for number in _ENDING_SIGNALS
        if signal.getsignal(number) is not signal.SIG_IGN
    }
    try:
        yield
    finally:
        for number, handler in former.items():
            signal.signal(number, handler)


def run(
    command: Sequence[str],
    *,
    directory: Path,
    environment: Mapping[str, str],
    on_line: Callable[[str], None],
    timeout: float,
    grace: float = GRACE,
) -> Finished:
    """Run `command` to its end and hand each line of its standard output to `on_line`.

    The child leads its own session, so that Ctrl-C in a terminal reaches it through us alone. Whatever ends
    this call (the child's end, the timeout in seconds, SIGINT, SIGTERM, SIGHUP, an exception of `on_line`),
    the whole process group is gone afterwards: interrupted first, killed after `grace` seconds or at a second
    signal.

    Raises `ChildTimeoutError`; re-raises SIGINT as KeyboardInterrupt, other signals as SystemExit (128 +
    number).
    """
    events: _Events = SimpleQueue()
    caught: int | None = None
    with _signals_as_events(events):
        process = subprocess.Popen(  # noqa: S603 - the command is ours, no shell
            command,
            cwd=directory,
            env=dict(environment),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            encoding="utf-8",
            errors="replace",
            start_new_session=True,
        )
        stderr: list[str] = []
        readers = (
            threading.Thread(target=_read_lines, args=(process.stdout, events), daemon=True),
            threading.Thread(target=_collect, args=(process.stderr, stderr), daemon=True),
        )
        try:
            for reader in readers:
                reader.start()
            caught = _follow(process, events, on_line, time.monotonic() + timeout)
        finally:
            _end_group(process, events, grace)
            for reader in readers:
                reader.join(timeout=1.0)
    if caught == signal.SIGINT:
        raise KeyboardInterrupt
    if caught is not None:
        raise SystemExit(128 + caught)
    return Finished(process.returncode, "".join(stderr))


def _read_lines(stream: IO[str], events: _Events) -> None:
    with stream:
        for line in stream:
            events.put(_Line(line.rstrip("\n")))
    events.put(_EndOfOutput())


def _collect(stream: IO[str], into: list[str]) -> None:
    with stream:
        into.extend(stream)


def _follow(
    process: subprocess.Popen[str], events: _Events, on_line: Callable[[str], None], deadline: float
) -> int | None:
    """Hand on lines until the child has ended (None) or a signal comes (its number)."""
    output_ended = False
    while not (output_ended and process.poll() is not None):
        remaining = deadline - time.monotonic()
        if remaining <= 0:
            raise ChildTimeoutError
        try:
            event = events.get(timeout=min(remaining, 0.05) if output_ended else remaining)
        except Empty:
            continue
        if isinstance(event, _Signal):
            return event.number
        if isinstance(event, _EndOfOutput):
            output_ended = True
        else:
            on_line(event.text)
    return None


def _end_group(process: subprocess.Popen[str], events: _Events, grace: float) -> None:
    """Leave no process of the group: ask a running leader to stop, then kill what remains."""
    if process.poll() is None:
        _signal_group(process.pid, signal.SIGINT)
        deadline = time.monotonic() + grace
        while process.poll() is None and time.monotonic() < deadline:
            with contextlib.suppress(Empty):
                if isinstance(events.get(timeout=0.05), _Signal):
                    break
    _signal_group(process.pid, signal.SIGKILL)
    process.wait()
    # The others of the group die a moment later. Bounded: a zombie that init never collects stays a member.
    deadline = time.monotonic() + 10.0
    while _signal_group(process.pid, 0) and time.monotonic() < deadline:
        time.sleep(0.01)


def _signal_group(group: int, number: int) -> bool:
    """Whether there still was somebody to signal; 0 only asks."""
    try:
        os.killpg(group, number)
    except (ProcessLookupError, PermissionError):  # macOS: EPERM when only zombies are left
        return False
    return True
