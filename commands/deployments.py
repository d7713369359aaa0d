"""Deployment files as commands take them."""

import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from commands.exit_codes import BAD_INPUT, FAILED

if TYPE_CHECKING:
    from config.deployment import Deployment


def loaded(files: Sequence[Path]) -> "list[Deployment]":
    """The deployments, or every problem on the error output and exit code 2."""
    # Here: a synthesis starts Node first, which boots meanwhile.
    from config.loader import ConfigErrors, load_all

    try:
        return load_all(files, os.environ)
    except ConfigErrors as errors:
        print(errors, file=sys.stderr)
        raise typer.Exit(BAD_INPUT) from None


def outdir() -> Path:
    """Where stacks are written. cdktf names its own folder in the environment when it runs the program."""
    return Path(os.environ.get("CDKTF_OUTDIR", "cdktf.out"))


def stack_folder(deployment: "Deployment") -> Path:
    """The deployment's stack, synthesized or not; where each region has its own, the one that knows all."""
    name = f"{deployment.stack_name}-global" if deployment.state.per_region else deployment.stack_name
    return outdir() / "stacks" / name


def require_node() -> None:
    """Ends with exit code 1 where there is no Node, in which the bindings run."""
    from shutil import which

    node = os.environ.get("JSII_NODE", "node")  # as jsii looks for it
    if which(node) is None:
        print(
            f"holdfast: there is no program `{node}` on the PATH; install Node 20 or later, in which the "
            "synthesis runs",
            file=sys.stderr,
        )
        raise typer.Exit(FAILED)


def refusal(file: Path, key: str, *, found: str, allowed: str, mend: str) -> typer.Exit:
    """Says what a command cannot take of a valid file; the exit code 2 to raise."""
    print(f"{file}: {key}\n  found:   {found}\n  allowed: {allowed}\n  mend:    {mend}", file=sys.stderr)
    return typer.Exit(BAD_INPUT)


def refuse_several_stacks(deployment: "Deployment", file: Path, *, command: str, instead: str) -> None:
    """Ends with exit code 2 where each region has a state of its own, and `command` knows only one."""
    if deployment.state.per_region:
        raise refusal(
            file,
            "state.layout",
            found="per-region",
            allowed=f"single: `{command}` knows one stack and its state",
            mend=instead,
        )
