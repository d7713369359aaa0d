"""Where a stack's Terraform state is kept."""

from pathlib import Path

from cdktf import LocalBackend, S3Backend, TerraformStack

from config.state import LocalState, S3State


def use_state(stack: TerraformStack, *, name: str, state: LocalState | S3State) -> None:
    """Gives the stack its backend.

    A local state stands beside the project, three folders above the stack's own: the output folder is
    thrown away and made anew, the state must not be. An S3 state locks natively (F30).
    """
    if isinstance(state, LocalState):
        path = state.path or f"terraform.{name}.tfstate"
        LocalBackend(stack, path=path if Path(path).is_absolute() else f"../../../{path}")
        return
    backend = S3Backend(
        stack,
        bucket=state.bucket,
        region=state.region,
        key=state.key or f"holdfast/{name}.tfstate",
        encrypt=True,
        kms_key_id=state.kms_key_id,
    )
    # An argument of Terraform 1.10 that cdktf 0.21 does not know.
    backend.add_override("use_lockfile", True)
