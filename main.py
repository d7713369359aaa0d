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

# Pydantic would look through every installed package for plugins.
os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")

# ruff: noqa: E402  # what follows needs the project's environment
import typer

from commands import after_a_failover, demonstration, exit_codes, state, synthesis, website_releases

HOME = ROOT if __name__ == "__main__" else Path()
"""Whose files are meant without a command: this repository's, or, as the installed command `holdfast`,
those of the folder that it is run in."""
DEPLOYMENTS = HOME / "config" / "deployments"

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
        files = sorted(DEPLOYMENTS.glob("*.y*ml"))
        if not files:
            print(
                f"{DEPLOYMENTS}: no deployment files (*.yaml); mend: name one, `synth my.yaml`",
                file=sys.stderr,
            )
            raise typer.Exit(exit_codes.BAD_INPUT)
        synthesis.synthesized(files)


for commands in (synthesis, state, demonstration, website_releases, after_a_failover):
    app.add_typer(commands.app)

if __name__ == "__main__":
    app()
