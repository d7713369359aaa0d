"""`guard` and `failback`: what comes after a failover."""

from pathlib import Path
from typing import Annotated

import typer

from commands.deployments import loaded, refuse_several_stacks, require_node

app = typer.Typer()


@app.command()
def guard(
    plan: Annotated[
        Path, typer.Argument(help="What `terraform show -json <plan>` printed; - is standard input.")
    ],
    live: Annotated[bool, typer.Option("--live", help="Ask the standby region for a failover.")] = False,
    failover_recorded: Annotated[
        bool, typer.Option("--failover-recorded", help="Judge as during a failover.")
    ] = False,
    ends_failover: Annotated[
        bool, typer.Option("--ends-failover", help="Allow what a failback changes in records and switch.")
    ] = False,
    allow_destroy: Annotated[
        bool, typer.Option("--allow-destroy", help="Allow a plan of -destroy, and what prepares it.")
    ] = False,
    accept: Annotated[
        list[str] | None, typer.Option(metavar="RULE=ADDRESS", help="Allow one reason; may be repeated.")
    ] = None,
) -> None:
    """Refuse a Terraform plan that would undo or spoil a failover (exit code 3, one line per reason)."""
    from guard.command import run

    code = run(
        plan,
        failover_recorded=failover_recorded,
        live=live,
        allow_destroy=allow_destroy,
        ends_failover=ends_failover,
        accept=accept or (),
    )
    raise typer.Exit(code)


@app.command()
def failback(
    file: Annotated[Path, typer.Argument(help="Deployment file (YAML) of a pilot light or a warm standby.")],
    story: Annotated[
        str | None, typer.Option(help="return: to the old primary. stay: the roles stay exchanged.")
    ] = None,
    write: Annotated[Path | None, typer.Option(help="Write the import blocks to this file.")] = None,
    rebuild: Annotated[
        bool, typer.Option("--rebuild", help="Warm standby: AWS cannot bring the old primary's cluster back.")
    ] = False,
) -> None:
    """Show the way back after a failover: every step with its command, and where one stands."""
    require_node()
    from failback.of_file import run_for

    (deployment,) = loaded([file])
    refuse_several_stacks(
        deployment,
        file,
        command="failback",
        instead="see docs/state.md for the way back with one state per region",
    )
    raise typer.Exit(run_for(deployment, file=file, story=story, write=write, rebuild=rebuild))
