"""Runs Terraform (or OpenTofu) on a copy of a synthesized stack."""

import json
import os
import shutil
import tempfile
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from drill import child_process, working_copy
from drill.terraform_results import (
    Applied,
    Diagnostic,
    Output,
    Plan,
    ResourceChange,
    TerraformError,
    TerraformNotFoundError,
    TerraformTimeoutError,
)

__all__ = [
    "Applied",
    "Diagnostic",
    "Output",
    "Plan",
    "ProgressCallback",
    "ResourceChange",
    "Terraform",
    "TerraformError",
    "TerraformNotFoundError",
    "TerraformTimeoutError",
    "find_terraform",
]

ProgressCallback = Callable[[str], None]

_PLAN_FILE = "holdfast.tfplan"


def find_terraform(environment: Mapping[str, str] | None = None) -> Path:
    """The binary: what `HOLDFAST_TERRAFORM` names (a path or a name on the PATH), else terraform, else tofu.

    Raises `TerraformNotFoundError` with what to do about it.
    """
    given = os.environ if environment is None else environment
    named = given.get("HOLDFAST_TERRAFORM")
    for name in [named] if named else ["terraform", "tofu"]:
        if found := shutil.which(name, path=given.get("PATH")):
            return Path(found)
    summary = (
        f"HOLDFAST_TERRAFORM names {named}, which is not an executable"
        if named
        else "neither terraform nor tofu is on the PATH; install Terraform 1.10 or later, "
        "or name the binary in HOLDFAST_TERRAFORM"
    )
    raise TerraformNotFoundError("(the binary)", [Diagnostic("error", summary)])


class Terraform:
    """Terraform in a working copy of a stack directory that lasts as long as the `with` block.

    State, plugins, lock file and override stay in the copy, whatever backend the stack names, so the
    synthesized directory is left as it was. With `own_state` the state is where the stack's backend says, for
    stacks that read one another's; a local one then needs an absolute path. `environment` is the whole
    environment of the commands: `LocalAws.environment()` or, for the real AWS, `os.environ`. `max_retries`,
    where given, is set on every AWS provider, through an override file. `timeout` bounds each command, in
    seconds. `on_progress` gets Terraform's messages as they come.
    """

    def __init__(
        self,
        stack: Path,
        environment: Mapping[str, str],
        *,
        max_retries: int | None = None,
        own_state: bool = False,
        on_progress: ProgressCallback | None = None,
        timeout: float = 900.0,
        grace: float = child_process.GRACE,
    ) -> None:
        self.stack = stack
        self.timeout = timeout
        self.grace = grace
        self._binary = find_terraform(environment)
        self._given = environment
        self._max_retries = max_retries
        self._own_state = own_state
        self._on_progress: ProgressCallback = on_progress or (lambda _line: None)
        self._area: tempfile.TemporaryDirectory[str] | None = None

    def __enter__(self) -> Self:
        self._area = tempfile.TemporaryDirectory(prefix="holdfast-")
        try:
            self._environment = working_copy.prepare(
                self.stack,
                self.directory,
                self._given,
                max_retries=self._max_retries,
                own_state=self._own_state,
                opentofu="tofu" in self._binary.name,
            )
        except BaseException:
            self._area.cleanup()
            raise
        return self

    def __exit__(
        self,
        exception_type: type[BaseException] | None,
        exception: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._area is not None:
            self._area.cleanup()
            self._area = None

    @property
    def directory(self) -> Path:
        """The working copy."""
        if self._area is None:
            raise RuntimeError(
                "Terraform runs in a working copy: use it as `with Terraform(...) as terraform:`."
            )
        return Path(self._area.name) / "stack"

    def init(self) -> None:
        """Install the provider plugins and the backend."""
        lines: list[str] = []

        def show(line: str) -> None:
            lines.append(line)
            if line.startswith(("Initializing ", "- ")):
                self._on_progress(line)

        finished = self._run(["init", "-no-color", "-input=false"], show)
        if finished.exit_code != 0:
            raise TerraformError("init", [Diagnostic("error", _plain(finished.stderr))], finished.exit_code)

    def validate(self) -> tuple[Diagnostic, ...]:
        """Check arguments against the provider's schema; returns warnings, raises on errors."""
        exit_code, text, stderr = self._capture(["validate", "-json"])
        try:
            document = json.loads(text)
        except ValueError:
            raise TerraformError("validate", [Diagnostic("error", _plain(stderr))], exit_code) from None
        diagnostics = tuple(Diagnostic.from_json(each) for each in document["diagnostics"])
        if not document["valid"]:
            raise TerraformError("validate", diagnostics, exit_code)
        return diagnostics

    def plan(self, *, destroy: bool = False) -> Plan:
        """Plan, and keep the plan for `apply` and `show`."""
        file = self.directory / _PLAN_FILE
        command = ["plan", "-json", "-input=false", "-detailed-exitcode", f"-out={file}"]
        started = time.monotonic()
        exit_code, events = self._stream(
            "plan", [*command, "-destroy"] if destroy else command, accepted=(0, 2)
        )
        return Plan(
            file=file,
            has_changes=exit_code == 2,
            changes=_changes(events, "planned_change"),
            drift=_changes(events, "resource_drift"),
            warnings=_diagnostics(events),
            seconds=time.monotonic() - started,
        )

    def show(self, plan: Plan) -> dict[str, Any]:
        """The plan as Terraform's JSON document (`terraform show -json`)."""
        return dict(self._json("show", ["show", "-json", str(plan.file)]))

    def apply(self, plan: Plan | None = None) -> Applied:
        """Apply a plan, or plan and apply at once."""
        target = [str(plan.file)] if plan is not None else ["-auto-approve"]
        return self._change("apply", ["apply", "-json", "-input=false", *target])

    def destroy(self) -> Applied:
        """Destroy everything in the state."""
        return self._change("destroy", ["destroy", "-json", "-input=false", "-auto-approve"])

    def output(self) -> dict[str, Output]:
        """The root outputs by name."""
        document = self._json("output", ["output", "-json"])
        return {name: Output(name, each["value"], each["sensitive"]) for name, each in document.items()}

    def pull_state(self) -> dict[str, Any]:
        """The whole state, secrets among it."""
        return self._json("state pull", ["state", "pull"])

    def push_state(self, file: Path) -> None:
        """Put a state where the backend keeps it."""
        exit_code, _, stderr = self._capture(["state", "push", str(file)])
        if exit_code != 0:
            raise TerraformError("state push", [Diagnostic("error", _plain(stderr))], exit_code)

    def addresses(self) -> tuple[str, ...]:
        """The addresses in the state, data sources included."""
        exit_code, text, stderr = self._capture(["state", "list"])
        if exit_code != 0:
            raise TerraformError("state list", [Diagnostic("error", _plain(stderr))], exit_code)
        return tuple(text.split())

    def _change(self, name: str, command: list[str]) -> Applied:
        started = time.monotonic()
        _, events = self._stream(name, command, accepted=(0,))
        summaries = [event["changes"] for event in events if event.get("type") == "change_summary"]
        counts = summaries[-1] if summaries else {}
        return Applied(
            added=counts.get("add", 0),
            changed=counts.get("change", 0),
            destroyed=counts.get("remove", 0),
            warnings=_diagnostics(events),
            seconds=time.monotonic() - started,
        )

    def _stream(
        self, name: str, command: list[str], *, accepted: tuple[int, ...]
    ) -> tuple[int, list[dict[str, Any]]]:
        """Run a command that writes one JSON event per line; its messages go to the progress callback."""
        events: list[dict[str, Any]] = []

        def read(line: str) -> None:
            try:
                event = json.loads(line)
            except ValueError:
                event = {"type": "text", "@message": line}
            events.append(event)
            if event.get("type") not in {"version", "outputs"} and event.get("@message"):
                self._on_progress(event["@message"])

        finished = self._run(command, read)
        if finished.exit_code not in accepted:
            errors = _diagnostics(events) or (
                Diagnostic("error", _plain(finished.stderr) or _last_text(events)),
            )
            raise TerraformError(name, errors, finished.exit_code)
        return finished.exit_code, events

    def _json(self, name: str, command: list[str]) -> dict[str, Any]:
        exit_code, text, stderr = self._capture(command)
        if exit_code != 0:
            raise TerraformError(name, [Diagnostic("error", _plain(stderr))], exit_code)
        document = json.loads(text)
        if not isinstance(document, dict):
            raise TerraformError(name, [Diagnostic("error", "the answer is not a JSON object")], exit_code)
        return document

    def _capture(self, command: list[str]) -> tuple[int, str, str]:
        lines: list[str] = []
        finished = self._run(command, lines.append)
        return finished.exit_code, "\n".join(lines), finished.stderr

    def _run(self, command: list[str], on_line: Callable[[str], None]) -> child_process.Finished:
        try:
            return child_process.run(
                [str(self._binary), *command],
                directory=self.directory,
                environment=self._environment,
                on_line=on_line,
                timeout=self.timeout,
                grace=self.grace,
            )
        except child_process.ChildTimeoutError:
            summary = f"it was stopped after {self.timeout:g} s without having finished"
            raise TerraformTimeoutError(command[0], [Diagnostic("error", summary)]) from None


def _changes(events: list[dict[str, Any]], kind: str) -> tuple[ResourceChange, ...]:
    return tuple(
        ResourceChange(event["change"]["resource"]["addr"], event["change"]["action"])
        for event in events
        if event.get("type") == kind
    )


def _diagnostics(events: list[dict[str, Any]]) -> tuple[Diagnostic, ...]:
    return tuple(
        Diagnostic.from_json(event["diagnostic"]) for event in events if event.get("type") == "diagnostic"
    )


def _last_text(events: list[dict[str, Any]]) -> str:
    return str(events[-1].get("@message", "")) if events else "Terraform said nothing"


def _plain(text: str) -> str:
    """Terraform's boxed message without the box."""
    lines = (line.strip("╷│╵ \t") for line in text.splitlines())
    return " ".join(line for line in lines if line).removeprefix("Error: ")
