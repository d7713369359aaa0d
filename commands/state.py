"""`bootstrap` and `split-state`: what the state needs before the first apply, and one state made several."""

import json
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from pathlib import Path
from shlex import quote
from typing import TYPE_CHECKING, Annotated, Any

import typer

from commands.deployments import loaded, outdir, refusal, require_node
from commands.synthesis import told_refusals

if TYPE_CHECKING:
    from config.deployment import Deployment
    from config.state import S3State
    from constructs_lib.layout.state_split import Split

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
    require_node()
    from constructs_lib.synthesis import synthesize_bootstrap

    with told_refusals():
        stack = synthesize_bootstrap(
            deployment, state, outdir(), replica_region=state.replica_region, moved_in=moved_in
        )
    print(f"{stack.folder}: {stack.resources} resources")
    for line in _next_steps(file, stack.folder, moved_in=moved_in):
        print(line)


@app.command()
def split_state(
    file: Annotated[
        Path, typer.Argument(help="Deployment file (YAML) with layout: per-region.", show_default=False)
    ],
    state: Annotated[
        Path, typer.Argument(help="What `terraform state pull` printed in the one stack.", show_default=False)
    ],
    to: Annotated[Path, typer.Option(help="Folder for the states; they hold what the one holds.")] = Path(
        "split-state"
    ),
) -> None:
    """Make one state several, one per region. Nothing in AWS is touched, and no state is pushed."""
    (deployment,) = loaded([file])
    if not deployment.state.per_region:
        raise refusal(
            file,
            "state.layout",
            found=deployment.state.layout,
            allowed="per-region: what the states are to be split into",
            mend="set `layout: per-region` under `state:`",
        )
    require_node()
    from constructs_lib.layout.state_format import UnfitStateError, refuse_malformed

    try:
        one = _read(state)
        refuse_malformed(one)
        done = _split(deployment, one)
        texts = {stack: json.dumps(part, indent=2) for stack, part in done.states.items()}
    except (OSError, _NoJsonError, RecursionError, UnfitStateError) as error:
        raise refusal(
            state,
            "the state",
            found="JSON that is nested too deeply" if isinstance(error, RecursionError) else str(error),
            allowed=f"the state of {deployment.stack_name} in one piece, with this file fully applied",
            mend="apply the file with `layout: single` once more, and run `terraform state pull` there",
        ) from None
    from constructs_lib.synthesis import synthesize

    with _written_after(texts, to), told_refusals():
        synthesize([deployment], outdir())  # their folders are where the states are pushed
    for stack, part in done.states.items():
        print(f"{to / stack}.tfstate: {len(part['resources'])} resources")
    for line in _after_split(deployment.stack_name, done, to):
        print(line)


class _NoJsonError(Exception):
    """What is wrong with the file."""


def _read(state: Path) -> object:
    def unknown(constant: str) -> None:
        raise ValueError(f"{constant}, which is no JSON")

    try:
        return json.loads(state.read_text(encoding="utf-8"), parse_constant=unknown)
    except ValueError as error:
        raise _NoJsonError(str(error)) from None


@contextmanager
def _written_after(texts: Mapping[str, str], to: Path) -> Iterator[None]:
    """All of them, or none: they take their places when what is done meanwhile has come off."""
    with ExitStack() as kept:
        with _told(to):
            to.mkdir(mode=0o700, parents=True, exist_ok=True)
            draft = Path(kept.enter_context(tempfile.TemporaryDirectory(prefix=".draft-", dir=to)))
            for stack, text in texts.items():
                if (to / f"{stack}.tfstate").is_dir():
                    raise IsADirectoryError(f"{to / stack}.tfstate is a folder")
                written = draft / f"{stack}.tfstate"
                written.touch(mode=0o600)
                written.write_text(text, encoding="utf-8")
        yield
        with _told(to):
            for stack in texts:
                (draft / f"{stack}.tfstate").replace(to / f"{stack}.tfstate")


@contextmanager
def _told(to: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise refusal(
            to,
            "--to",
            found=str(error),
            allowed="a folder, there already or not, in which files can be written",
            mend="name another folder",
        ) from None


def _split(deployment: "Deployment", state: object) -> "Split":
    """Writes nothing that stays: whether the state fits is not known before."""
    from constructs_lib.layout.state_split import split
    from constructs_lib.synthesis import STACK_FILE, synthesize

    single = deployment.model_copy(update={"state": deployment.state.model_copy(update={"layout": "single"})})

    def templates(each: "Deployment", folder: Path) -> dict[str, Any]:
        return {
            stack.name: json.loads((stack.folder / STACK_FILE).read_text(encoding="utf-8"))
            for stack in synthesize([each], folder)
        }

    with told_refusals(), tempfile.TemporaryDirectory(prefix="holdfast-") as folder:
        (whole,) = templates(single, Path(folder, "one")).values()
        return split(state, whole, templates(deployment, Path(folder, "several")))


def _after_split(stack: str, done: "Split", to: Path) -> Iterator[str]:
    for address, several in done.shared.items():
        yield f"in several states from now on, as the same thing: {address}: {', '.join(several)}"
    for address in done.left:
        yield f"left as it is, and no stack's: {address}"
    for address in done.new:
        yield f"new, made by the first apply: {address}"
    yield "From here on the one state must not be applied. In this order, and one after another:"
    for name in done.states:
        terraform = _terraform_in(outdir() / "stacks" / name)
        yield f"  {terraform} init"
        yield f"  {terraform} state push {quote(str((to / f'{name}.tfstate').absolute()))}"
        yield f"  {terraform} apply"
    yield "Each apply shows nothing to destroy. Afterwards put the one state away, with these files:"
    yield f"  rm -r {quote(str(outdir() / 'stacks' / stack))} {quote(str(to))}"


def _terraform_in(folder: Path) -> str:
    """A command line begins so; people copy it, whatever their folders are called."""
    return f"terraform -chdir={quote(str(folder))}"


def _next_steps(file: Path, folder: Path, *, moved_in: bool) -> Iterator[str]:
    terraform = _terraform_in(folder)
    if moved_in:
        yield "Its own state is to be in the bucket. Once, after it was applied:"
        yield f"  {terraform} init -migrate-state"
        return
    yield "Its own state is a local file. Apply it once:"
    yield f"  {terraform} init"
    yield f"  {terraform} apply"
    yield "Then move its own state into the bucket that it made:"
    yield f"  python main.py bootstrap {quote(str(file))} --moved-in"
    yield f"  {terraform} init -migrate-state"


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
