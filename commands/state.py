"""`bootstrap` and `split-state`: what the state needs before the first apply, and one state made several."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from commands.deployments import loaded, outdir, refusal

if TYPE_CHECKING:
    from config.state import S3State

app = typer.Typer()


@app.command()
def bootstrap(
    file: Annotated[Path, typer.Argument(help="Deployment file (YAML).", show_default=False)],
    moved_in: Annotated[
        bool, typer.Option("--moved-in", help="Keep this stack's own state in the bucket, too.")
    ] = False,
) -> None:
    """Write the stack that makes the bucket of `state:`, and its copy in another region."""
    (deployment,) = loaded([file])
    state = _s3(file, deployment.state)
    if state.replica_region is None:
        raise refusal(
            file,
            "state.replica_region",
            found="nothing; the key is missing",
            allowed="another region than the bucket's: it gets a copy",
            mend="add `replica_region:`, such as eu-west-1",
        )
    from constructs_lib.synthesis import synthesize_bootstrap

    stack = synthesize_bootstrap(
        deployment, state, outdir(), replica_region=state.replica_region, moved_in=moved_in
    )
    print(f"{stack.folder}: {stack.resources} resources")
    for line in _next_steps(file, stack.folder, moved_in=moved_in):
        print(line)


def _next_steps(file: Path, folder: Path, *, moved_in: bool) -> Iterator[str]:
    if moved_in:
        yield "Its own state is to be in the bucket. Once, after it was applied:"
        yield f"  terraform -chdir={folder} init -migrate-state"
        return
    yield "Its own state is a local file. Apply it once:"
    yield f"  terraform -chdir={folder} init"
    yield f"  terraform -chdir={folder} apply"
    yield "Then move its own state into the bucket that it made:"
    yield f"  python main.py bootstrap {file} --moved-in"
    yield f"  terraform -chdir={folder} init -migrate-state"


def _s3(file: Path, state: object) -> "S3State":
    from config.state import S3State

    if isinstance(state, S3State):
        return state
    raise refusal(
        file,
        "state.backend",
        found=getattr(state, "backend", "another"),
        allowed="s3: `bootstrap` makes the bucket of a state in S3",
        mend="set `backend: s3` with `bucket:`, `region:` and `replica_region:`",
    )
