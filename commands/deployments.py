"""Deployment files as commands take them."""

import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from commands.exit_codes import BAD_INPUT
from config.loader import ConfigErrors, load_all

if TYPE_CHECKING:
    from config.deployment import Deployment


def loaded(files: Sequence[Path]) -> "list[Deployment]":
    """The deployments, or every problem on the error output and exit code 2."""
    try:
        return load_all(files, os.environ)
    except ConfigErrors as errors:
        print(errors, file=sys.stderr)
        raise typer.Exit(BAD_INPUT) from None


def outdir() -> Path:
    """Where stacks are written. cdktf names its own folder in the environment when it runs the program."""
    return Path(os.environ.get("CDKTF_OUTDIR", "cdktf.out"))


def stack_folder(deployment: "Deployment") -> Path:
    """The deployment's stack, synthesized or not."""
    return outdir() / "stacks" / deployment.stack_name
