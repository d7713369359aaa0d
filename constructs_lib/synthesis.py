"""From deployments to Terraform JSON on disk: everything is checked before anything is written."""

import json
import shutil
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from cdktf import App

if TYPE_CHECKING:
    from config.deployment import Deployment


STACK_FILE = "cdk.tf.json"


class SynthesisError(Exception):
    """A fault of a construct, not of the user's file: what was synthesized must not be deployed."""


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

    Raises `SynthesisError` where an AWS resource names no provider.
    """
    outdir.parent.mkdir(parents=True, exist_ok=True)
    draft = Path(tempfile.mkdtemp(prefix=f".{outdir.name}-", dir=outdir.parent))
    try:
        app = App(outdir=str(draft))
        for deployment in deployments:
            add_stack(app, deployment)
        app.synth()
        stacks = [_checked(folder) for folder in sorted((draft / "stacks").iterdir())]
        return _moved(draft, outdir, stacks)
    finally:
        shutil.rmtree(draft, ignore_errors=True)


def add_stack(app: App, deployment: "Deployment") -> None:
    """Adds the system that the deployment names.

    Imports that system alone: each brings bindings of some dozens of AWS services with it.
    """
    if deployment.system == "lattice-service":
        from constructs_lib.systems.lattice_service import LatticeServiceStack

        LatticeServiceStack(app, deployment.stack_name, deployment=deployment)
    elif deployment.system == "pilot-light":
        from constructs_lib.systems.pilot_light import PilotLightStack

        PilotLightStack(app, deployment.stack_name, deployment=deployment)
    else:
        from constructs_lib.systems.website import WebsiteStack

        WebsiteStack(app, deployment.stack_name, deployment=deployment)


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


def _checked(folder: Path) -> SynthesizedStack:
    template = json.loads((folder / STACK_FILE).read_text(encoding="utf-8"))
    if unbound := list(without_provider(template)):
        raise SynthesisError(f"{folder.name}: no region's provider is named by {', '.join(unbound)}")
    resources = sum(len(blocks) for blocks in template["resource"].values())
    return SynthesizedStack(name=folder.name, folder=folder, resources=resources)


def _moved(draft: Path, outdir: Path, stacks: Sequence[SynthesizedStack]) -> list[SynthesizedStack]:
    moved = []
    for stack in stacks:
        folder = outdir / "stacks" / stack.name
        folder.mkdir(parents=True, exist_ok=True)
        shutil.rmtree(folder / "assets", ignore_errors=True)
        for part in stack.folder.iterdir():
            part.replace(folder / part.name)
        moved.append(SynthesizedStack(name=stack.name, folder=folder, resources=stack.resources))
    (draft / "manifest.json").replace(outdir / "manifest.json")
    return moved
