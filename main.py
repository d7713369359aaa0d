"""The door: `python main.py` synthesizes every deployment; `python main.py --help` lists the rest."""

import importlib.util
import os
import sys
from pathlib import Path

ROOT = Path(__file__).parent


def _enter_project_environment() -> None:
    """Goes on in `.venv` where the Python at hand lacks what the project needs.

    So that `python main.py` and `cdktf synth` work in a shell that has nothing activated.
    """
    if all(importlib.util.find_spec(package) for package in ("cdktf", "pydantic", "ruamel", "typer")):
        return
    python = ROOT / ".venv" / "bin" / "python"
    if not python.exists() or Path(sys.prefix) == python.parent.parent:
        sys.exit("holdfast: the project's environment is missing or incomplete; run `make setup`")
    os.execv(python, [str(python), *sys.argv])  # noqa: S606  # the same program, in its own environment


if __name__ == "__main__":
    _enter_project_environment()

# ruff: noqa: E402  # what follows needs the project's environment
from typing import Annotated

import typer

from config.deployment import Deployment
from config.loader import ConfigErrors, load_all

DEPLOYMENTS = ROOT / "config" / "deployments"
EXAMPLE = DEPLOYMENTS / "lattice-service.yaml"
OUTDIR = "cdktf.out"
FAILED = 1
BAD_INPUT = 2
INTERRUPTED = 130

Files = Annotated[list[Path], typer.Argument(help="Deployment files (YAML).", show_default=False)]

app = typer.Typer(
    help="Multi-region failover for AWS: YAML in, Terraform JSON out.",
    add_completion=False,
    no_args_is_help=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)


@app.callback(invoke_without_command=True)
def _default(context: typer.Context) -> None:
    """Without a command: synthesize every file in config/deployments/."""
    if context.invoked_subcommand is None:
        _synthesize(sorted(DEPLOYMENTS.glob("*.y*ml")))


@app.command()
def synth(files: Files) -> None:
    """Synthesize these files into cdktf.out/stacks/<stack>/cdk.tf.json."""
    _synthesize(files)


@app.command()
def validate(files: Files) -> None:
    """Check these files without synthesizing."""
    for path, deployment in zip(files, _load(files), strict=True):
        print(f"{path}: valid ({deployment.system}, stack {deployment.stack_name})")


@app.command()
def schema() -> None:
    """Print the JSON Schema of a deployment file, for editors."""
    import json

    from config.schema import json_schema

    print(json.dumps(json_schema(), indent=2))


@app.command()
def demo(file: Annotated[Path, typer.Argument(help="Deployment file (YAML).")] = EXAMPLE) -> None:
    """Plan, apply, plan again, call and destroy a deployment on an embedded AWS. Touches no account."""
    (deployment,) = _load([file])
    try:
        _synthesize_apart(file)
        _demonstrate(_outdir() / "stacks" / deployment.stack_name)
    except KeyboardInterrupt:
        print("Interrupted; nothing is left running.", file=sys.stderr)
        raise typer.Exit(INTERRUPTED) from None


def _synthesize_apart(file: Path) -> None:
    """In a process of its own: the bindings' Node need not live on, and would break off noisily."""
    import subprocess

    command = [sys.executable, __file__, "synth", str(file)]
    if code := subprocess.run(command, check=False).returncode:  # noqa: S603  # this program itself
        raise typer.Exit(code)


def _demonstrate(stack: Path) -> None:
    from rich.console import Console

    from drill.demo import NotClean, run
    from drill.terraform import TerraformError

    try:
        run(stack, Console(highlight=False))
    except (TerraformError, NotClean) as error:
        print(error, file=sys.stderr)
        raise typer.Exit(FAILED) from None


def _load(files: list[Path]) -> list[Deployment]:
    try:
        return load_all(files, os.environ)
    except ConfigErrors as errors:
        print(errors, file=sys.stderr)
        raise typer.Exit(BAD_INPUT) from None


def _synthesize(files: list[Path]) -> None:
    deployments = _load(files)
    # Only now: the bindings start a Node process, which checking a file must not wait for.
    from constructs_lib.dns.refusal import RoutingRefusedError
    from constructs_lib.synthesis import SynthesisError, synthesize

    try:
        stacks = synthesize(deployments, _outdir())
    except RoutingRefusedError as refusal:
        print(refusal, file=sys.stderr)
        raise typer.Exit(BAD_INPUT) from None
    except SynthesisError as error:
        print(error, file=sys.stderr)
        raise typer.Exit(FAILED) from None
    for stack in stacks:
        print(f"{stack.folder}: {stack.resources} resources")


def _outdir() -> Path:
    """cdktf names its output folder in this variable when it runs the program."""
    return Path(os.environ.get("CDKTF_OUTDIR", OUTDIR))


if __name__ == "__main__":
    app()
