"""Where a stack's Terraform state is kept."""

from collections.abc import Mapping
from pathlib import PurePath
from typing import Any

from cdktf import LocalBackend, TerraformBackend, TerraformRemoteState, TerraformStack
from constructs import Construct

from config.other_state import STACK, OtherState
from config.state import LocalState, S3State, State
from constructs_lib.layout.document import StateOf

BEFORE_NATIVE_LOCKS = ">= 1.6.0"
"""Terraform for which a lock in DynamoDB is kept; 1.6 gave the S3 backend its `assume_role` block."""
_FOR_WRITERS = ("encrypt", "use_lockfile", "dynamodb_table")


def use_state(stack: TerraformStack, *, name: str, state: State) -> None:
    """Gives the stack its backend, and what Terraform has to be for it."""
    where = state_of(state, name=name)
    if isinstance(state, LocalState):
        LocalBackend(stack, path=where.settings["path"])
    else:
        AnyBackend(stack, where)
    if isinstance(state, S3State) and not state.use_lockfile:
        stack.add_override("terraform.required_version", BEFORE_NATIVE_LOCKS)


def state_of(state: State, *, name: str, part: str | None = None) -> StateOf:
    """Where the state of the stack `name` is; `part` is the place that it is of, where there are several.

    A local state stands beside the project, three folders above the stack's own: the output folder is
    thrown away and made anew, the state must not be. An S3 state locks natively (F30).
    """
    if isinstance(state, LocalState):
        path = _of_part(state.path, part) if state.path else f"terraform.{name}.tfstate"
        settings: dict[str, Any] = {"path": path if PurePath(path).is_absolute() else f"../../../{path}"}
        return StateOf(backend="local", settings=settings, reading=settings)
    if isinstance(state, OtherState):
        settings = _filled(dict(state.settings), name)
        return StateOf(backend=state.type, settings=settings, reading=settings)
    settings = _of_bucket(
        state, _of_part(state.key, part) if state.key else f"{state.key_prefix}{name}.tfstate"
    )
    reading = {key: value for key, value in settings.items() if key not in _FOR_WRITERS}
    return StateOf(backend="s3", settings=settings, reading=reading)


def _of_bucket(state: S3State, key: str) -> dict[str, Any]:
    settings = {
        "bucket": state.bucket,
        "region": state.region,
        "key": key,
        "encrypt": True,
        "kms_key_id": state.kms_key_id,
        # An argument of Terraform 1.10: an older one refuses it by its name.
        "use_lockfile": True if state.use_lockfile else None,
        "dynamodb_table": state.dynamodb_table,
        "profile": state.profile,
        "assume_role": state.assume_role and state.assume_role.model_dump(exclude_none=True),
    }
    return {name: value for name, value in settings.items() if value is not None}


def _of_part(path: str, part: str | None) -> str:
    """`teams/orders.tfstate` as `teams/orders.us-east-1.tfstate`."""
    if part is None:
        return path
    folder, slash, file = path.rpartition("/")
    stem, dot, ending = file.rpartition(".")
    return f"{folder}{slash}{stem}.{part}.{ending}" if dot else f"{path}.{part}"


def _filled(value: Any, name: str) -> Any:  # noqa: ANN401  # whatever YAML can say
    """A backend's settings with the stack's name in them, and without what is null: cdktf leaves that out of
    the one state's backend, and every state's is to be alike."""
    if isinstance(value, str):
        return value.replace(STACK, name)
    if isinstance(value, Mapping):
        return {key: _filled(each, name) for key, each in value.items() if each is not None}
    if isinstance(value, list | tuple):
        return [_filled(each, name) for each in value if each is not None]
    return value


class AnyBackend(TerraformBackend):
    """A backend of any type. CDKTF's own classes know neither all types nor all arguments."""

    def __init__(self, scope: Construct, state: StateOf) -> None:
        super().__init__(scope, "backend", state.backend)
        for name, value in state.settings.items():
            self.add_override(name, value)

    def get_remote_state_data_source(
        self, scope: Construct, name: str, from_stack: str
    ) -> TerraformRemoteState:
        """CDKTF's way to read another stack of the app, which nothing here takes."""
        raise NotImplementedError
