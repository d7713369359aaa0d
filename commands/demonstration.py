"""`demo`: a deployment's life on an embedded AWS."""

import importlib.util
import subprocess
import sys
from pathlib import Path
from typing import Annotated

import typer

from commands.deployments import loaded, refuse_several_stacks, stack_folder
from commands.exit_codes import FAILED, INTERRUPTED

ROOT = Path(__file__).parent.parent
EXAMPLE = ROOT / "config" / "deployments" / "lattice-service.yaml"

app = typer.Typer()


@app.command()
def demo(file: Annotated[Path, typer.Argument(help="Deployment file (YAML).")] = EXAMPLE) -> None:
    """Plan, apply, plan again, call and destroy a deployment on an embedded AWS. Touches no account."""
    (deployment,) = loaded([file])
    refuse_several_stacks(
        deployment, file, command="demo", instead="run it with HOLDFAST_STATE__LAYOUT=single"
    )
    if importlib.util.find_spec("moto") is None:
        print(
            "holdfast: the embedded AWS is not installed; run `pip install 'holdfast[drill]'`",
            file=sys.stderr,
        )
        raise typer.Exit(FAILED)
    try:
        _synthesize_apart(file)
        _live(stack_folder(deployment))
    except KeyboardInterrupt:
        print("Interrupted; nothing is left running.", file=sys.stderr)
        raise typer.Exit(INTERRUPTED) from None


def _synthesize_apart(file: Path) -> None:
    """In a process of its own: the bindings' Node need not live on, and would break off noisily."""
    command = [sys.executable, str(ROOT / "main.py"), "synth", str(file)]
    if code := subprocess.run(command, check=False).returncode:  # noqa: S603  # our own program
        raise typer.Exit(code)


def _live(stack: Path) -> None:
    from rich.console import Console

    from drill.demo import NotClean, run
    from drill.terraform import TerraformError

    try:
        run(stack, Console(highlight=False))
    except (TerraformError, NotClean) as error:
        print(error, file=sys.stderr)
        raise typer.Exit(FAILED) from None
