"""From deployments to Terraform JSON on disk: everything is checked before anything is written."""

import json
import shutil
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from errno import EISDIR
from pathlib import Path
from typing import TYPE_CHECKING, Any

from cdktf import App, TerraformStack

from constructs_lib.adoption import adopt, refuse_unknown

if TYPE_CHECKING:
    from config.deployment import Deployment
    from config.state import S3State


STACK_FILE = "cdk.tf.json"
MANIFEST = "manifest.json"


class SynthesisError(Exception):
    """A fault of a construct, not of the user's file: what was synthesized must not be deployed."""


class OutputFolderError(Exception):
    """The folder, or what is to stand in it, cannot be written; what stood there still does."""


@dataclass(frozen=True, kw_only=True)
class SynthesizedStack:
    """A stack's Terraform JSON as it stands on disk."""

    name: str
    folder: Path
    resources: int


def synthesize(deployments: "Sequence[Deployment]", outdir: Path) -> list[SynthesizedStack]:
    """Writes one folder per stack under `outdir/stacks` and the manifest that cdktf reads.

    Works beside `outdir` first and moves the result in when all of it is right. Folders in it keep what
    Terraform has put there (`.terraform`, the lock file); other stacks' folders stay.

    A deployment whose regions have a state each has several stacks, in the order in which they are applied.

    Raises `SynthesisError` where an AWS resource names no provider, or a region would need another,
    `UnknownAddressesError` where a file adopts what it does not describe, and `OutputFolderError`.
    """
    with _draft_beside(outdir) as draft:
        app = _app(draft)
        for deployment in deployments:
            add_stack(app, deployment)
        app.synth()
        for deployment in deployments:
            if deployment.adopt:
                refuse_unknown(deployment.stack_name, _template(draft / "stacks" / deployment.stack_name))
        by_name = sorted(deployments, key=lambda deployment: deployment.stack_name)
        names = [name for deployment in by_name for name in _stacks_of(deployment, draft)]
        checked = [_checked(draft / "stacks" / name) for name in names]
        with _writing():
            _refuse_folders_of([outdir / MANIFEST])
            stacks = _moved(outdir, checked)
            (draft / MANIFEST).replace(outdir / MANIFEST)
        return stacks


def synthesize_bootstrap(
    deployment: "Deployment", state: "S3State", outdir: Path, *, replica_region: str, moved_in: bool
) -> SynthesizedStack:
    """Writes the stack of what the deployment's state needs; the manifest is not touched: it is no part of
    the deployment. `moved_in`: the stack's own state is in the bucket that it makes.
    """
    from constructs_lib.naming import Naming
    from constructs_lib.systems.state_bootstrap import StateBootstrapStack

    with _draft_beside(outdir) as draft:
        app = _app(draft)
        name = f"{deployment.stack_name}-state"
        StateBootstrapStack(
            app,
            name,
            naming=Naming(deployment=deployment.name, environment=deployment.environment),
            state=state,
            replica_region=replica_region,
            moved_in=moved_in,
            # A boundary is a policy of its own account; a state with rights of its own is in another.
            permissions_boundary=None
            if state.profile or state.assume_role
            else deployment.iam.permissions_boundary,
        )
        app.synth()
        checked = _checked(draft / "stacks" / name)
        with _writing():
            (stack,) = _moved(outdir, [checked])
        return stack


def _app(draft: Path) -> App:
    """Without cdktf's own checks: for some resources they run `terraform version`, which takes as long as a
    hundred of those; and they look for any provider, where `_checked` looks for each resource's own."""
    return App(outdir=str(draft), skip_validation=True)


@contextmanager
def _draft_beside(outdir: Path) -> Iterator[Path]:
    """A folder to work in, on the same disk, gone afterwards."""
    with _writing():
        outdir.parent.mkdir(parents=True, exist_ok=True)
        draft = Path(tempfile.mkdtemp(prefix=f".{outdir.name}-", dir=outdir.parent))
    try:
        yield draft
    finally:
        shutil.rmtree(draft, ignore_errors=True)


def add_stack(app: App, deployment: "Deployment") -> None:
    """Adds the system that the deployment names.

    Imports that system alone: each brings bindings of some dozens of AWS services with it.
    """
    stack: TerraformStack
    if deployment.system == "lattice-service":
        from constructs_lib.systems.lattice_service import LatticeServiceStack

        stack = LatticeServiceStack(app, deployment.stack_name, deployment=deployment)
    elif deployment.system == "pilot-light":
        from constructs_lib.systems.pilot_light import PilotLightStack

        stack = PilotLightStack(app, deployment.stack_name, deployment=deployment)
    elif deployment.system == "warm-standby":
        from constructs_lib.systems.warm_standby import WarmStandbyStack

        stack = WarmStandbyStack(app, deployment.stack_name, deployment=deployment)
    else:
        from constructs_lib.systems.website import WebsiteStack

        stack = WebsiteStack(app, deployment.stack_name, deployment=deployment)
    adopt(stack, deployment.adopt)


def _stacks_of(deployment: "Deployment", draft: Path) -> list[str]:
    """The names of a deployment's stacks: its one, or what that is divided into."""
    state = deployment.state
    if not state.per_region:
        return [deployment.stack_name]
    # Here: most deployments have one state.
    from constructs_lib.layout.on_disk import divide
    from constructs_lib.layout.partition import ForbiddenReferences
    from constructs_lib.state_backend import state_of

    file = draft / MANIFEST
    manifest = json.loads(file.read_text(encoding="utf-8"))
    try:
        names = divide(
            draft,
            deployment.stack_name,
            manifest,
            state_of=lambda name, place: state_of(state, name=name, part=place),
        )
    except ForbiddenReferences as error:
        raise SynthesisError(f"{deployment.stack_name}: {error}") from None
    except FileExistsError as error:
        raise SynthesisError(f"two deployments have a stack called {Path(error.filename).name}") from None
    file.write_text(json.dumps(manifest, indent=2), encoding="utf-8")
    return names


def without_provider(template: Mapping[str, Any]) -> Iterator[str]:
    """Addresses of AWS resources and data sources that do not name one of the template's providers.

    Terraform would give them a default provider, of whatever region the environment names.
    """
    known = {f"aws.{provider['alias']}" for provider in template["provider"]["aws"]}
    for kind, prefix in (("resource", ""), ("data", "data.")):
        for type_, blocks in template.get(kind, {}).items():
            for name, block in blocks.items():
                if type_.startswith("aws_") and block.get("provider") not in known:
                    yield f"{prefix}{type_}.{name}"


def _template(folder: Path) -> dict[str, Any]:
    template: dict[str, Any] = json.loads((folder / STACK_FILE).read_text(encoding="utf-8"))
    return template


def _checked(folder: Path) -> SynthesizedStack:
    template = _template(folder)
    if unbound := list(without_provider(template)):
        raise SynthesisError(f"{folder.name}: no region's provider is named by {', '.join(unbound)}")
    resources = sum(len(blocks) for blocks in template.get("resource", {}).values())
    return SynthesizedStack(name=folder.name, folder=folder, resources=resources)


@contextmanager
def _writing() -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise OutputFolderError(f"{error.strerror}: {error.filename}") from None


def _refuse_folders_of(files: Iterable[Path]) -> None:
    for file in files:
        if file.is_dir():
            raise IsADirectoryError(EISDIR, "a folder where a file is to stand", str(file))


def _moved(outdir: Path, stacks: Sequence[SynthesizedStack]) -> list[SynthesizedStack]:
    folders = {stack.name: outdir / "stacks" / stack.name for stack in stacks}
    # All of them before the first is filled: what is in the way of one leaves the others as they were.
    for folder in folders.values():
        folder.mkdir(parents=True, exist_ok=True)
        _refuse_folders_of([folder / STACK_FILE])
    moved = []
    for stack in stacks:
        folder = folders[stack.name]
        shutil.rmtree(folder / "assets", ignore_errors=True)
        for part in stack.folder.iterdir():
            part.replace(folder / part.name)
        moved.append(SynthesizedStack(name=stack.name, folder=folder, resources=stack.resources))
    return moved
