"""Commands on a website's releases: `publish`, `rollback`, `releases`, `promote`, `withdraw`, `region`."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from commands.deployments import loaded, refusal, stack_folder
from commands.exit_codes import BAD_INPUT, FAILED, INTERRUPTED

if TYPE_CHECKING:
    from publishing import Published, Release, Website

app = typer.Typer()

DeploymentFile = Annotated[
    Path, typer.Argument(help="Deployment file (YAML) of a website.", show_default=False)
]
Without = Annotated[list[str] | None, typer.Option(help="A region that is down: go on without it.")]


@app.command()
def publish(
    file: DeploymentFile,
    folder: Annotated[Path, typer.Argument(help="The folder to publish.", show_default=False)],
    share: Annotated[
        int | None, typer.Option(help="Percent of viewers who see it, under blue-green.")
    ] = None,
    without: Without = None,
    immutable: Annotated[list[str] | None, typer.Option(help="Pattern of files kept for ever.")] = None,
) -> None:
    """Make a folder the website's release: whole in every region, then switched in one write."""
    from publishing import publish as publish_folder

    _release(file, publish_folder, folder, share=share, without=without or (), immutable=immutable or ())


@app.command()
def rollback(
    file: DeploymentFile,
    release: Annotated[str | None, typer.Argument(help="A release's name; else the one before.")] = None,
    without: Without = None,
) -> None:
    """Serve a release that was published before."""
    from publishing import rollback as roll_back

    _release(file, roll_back, release, without=without or ())


@app.command()
def promote(file: DeploymentFile) -> None:
    """Serve the candidate to everybody."""
    from publishing import promote as promote_candidate

    _release(file, promote_candidate)


@app.command()
def withdraw(file: DeploymentFile) -> None:
    """Serve the candidate to nobody."""
    from publishing import own_clients
    from publishing import withdraw as withdraw_candidate

    with _told_errors():
        print(f"withdrawn: {withdraw_candidate(_website(file), clients=own_clients())}")


@app.command()
def releases(file: DeploymentFile, without: Without = None) -> None:
    """List the website's releases, the newest first."""
    from publishing import own_clients
    from publishing import releases as list_releases

    with _told_errors():
        for found in list_releases(_website(file), clients=own_clients(), without=without or ()):
            print(f"{found.name}  {found.begun:%Y-%m-%d %H:%M}  {_state(found)}".rstrip())


def _state(release: "Release") -> str:
    if release.current:
        return "current"
    if release.candidate:
        return "candidate"
    return "" if release.whole else "unfinished"


@app.command()
def region(
    file: DeploymentFile,
    name: Annotated[str, typer.Argument(help="A region of the website.", show_default=False)],
    on: Annotated[bool, typer.Option("--on/--off", help="Whether the edge may ask it.", show_default=False)],
) -> None:
    """Switch a region on or off at the edge."""
    from publishing import own_clients, serve_from

    with _told_errors():
        print("on: " + ", ".join(serve_from(_website(file), name, serving=on, clients=own_clients())))


def _release(file: Path, change: Callable[..., "Published"], *arguments: object, **options: object) -> None:
    from rich.console import Console

    from publishing import own_clients, progress_bar

    with _told_errors():
        website = _website(file)
        with progress_bar(Console(stderr=True)) as told:
            done = change(website, *arguments, clients=own_clients(), told=told, **options)
    print(
        f"{done.release}: {done.files} files, {done.uploaded} uploaded; before: {done.replaced or 'nothing'}"
    )


def _website(file: Path) -> "Website":
    from publishing import website_of

    (deployment,) = loaded([file])
    if deployment.system != "website":
        raise refusal(
            file,
            "system",
            found=deployment.system,
            allowed="website: other systems have no releases",
            mend="name the file of a website",
        )
    return website_of(stack_folder(deployment))


@contextmanager
def _told_errors() -> Iterator[None]:
    from drill.terraform import TerraformError
    from publishing import PublishError
    from publishing.errors import ContentRefusedError

    try:
        yield
    except (PublishError, TerraformError) as error:
        print(error, file=sys.stderr)
        raise typer.Exit(BAD_INPUT if isinstance(error, ContentRefusedError) else FAILED) from None
    except KeyboardInterrupt:
        print(
            "Interrupted: what was served is still served whole; repeat the command to go on.",
            file=sys.stderr,
        )
        raise typer.Exit(INTERRUPTED) from None
