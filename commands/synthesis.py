"""`synth`, `validate` and `schema`: from files to Terraform JSON, and what can be known before."""

import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer

from commands.deployments import loaded, outdir, refusal, require_node
from commands.exit_codes import BAD_INPUT, FAILED

Files = Annotated[list[Path], typer.Argument(help="Deployment files (YAML).", show_default=False)]

app = typer.Typer()


@app.command()
def synth(files: Files) -> None:
    """Write these files' stacks into cdktf.out/stacks/<stack>/cdk.tf.json."""
    synthesized(files)


@app.command()
def validate(files: Files) -> None:
    """Check these files without synthesizing."""
    for path, deployment in zip(files, loaded(files), strict=True):
        print(f"{path}: valid ({deployment.system}, stack {deployment.stack_name})")


@app.command()
def schema() -> None:
    """Print the JSON Schema of a deployment file, for editors."""
    import json

    from config.schema import json_schema

    print(json.dumps(json_schema(), indent=2))


def synthesized(files: Sequence[Path]) -> None:
    """Writes the stacks and says where."""
    require_node()
    # Before the files are read: it starts Node, which boots meanwhile.
    from constructs_lib.bindings import trust_arguments

    deployments = loaded(files)
    trust_arguments()
    from constructs_lib.synthesis import synthesize

    with told_refusals():
        stacks = synthesize(deployments, outdir())
    for stack in stacks:
        print(f"{stack.folder}: {stack.resources} resources")


@contextmanager
def told_refusals() -> Iterator[None]:
    """Around a synthesis: exit code 2 for what AWS or the disk would refuse, 1 for a fault of ours."""
    from constructs_lib.adoption import UnknownAddressesError
    from constructs_lib.dns.refusal import RoutingRefusedError
    from constructs_lib.synthesis import OutputFolderError, SynthesisError

    try:
        yield
    except (RoutingRefusedError, UnknownAddressesError) as error:
        print(error, file=sys.stderr)
        raise typer.Exit(BAD_INPUT) from None
    except OutputFolderError as error:
        raise refusal(
            outdir(),
            "the output folder",
            found=str(error),
            allowed="a folder, there already or not, in which files can be written",
            mend="move away what is in the way, or name another folder in CDKTF_OUTDIR",
        ) from None
    except SynthesisError as error:
        print(error, file=sys.stderr)
        raise typer.Exit(FAILED) from None
