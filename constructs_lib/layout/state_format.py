"""Terraform's state as far as a split needs it to be right; everything else in it is carried over unread."""

from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

VERSION = 4
"""Of the state's format, since Terraform 0.12; OpenTofu writes the same."""


class UnfitStateError(Exception):
    """A state that is not that of the deployment; the message says what is wrong with it."""


class _Read(BaseModel):
    model_config = ConfigDict(strict=True, hide_input_in_errors=True)


class _Instance(_Read):
    dependencies: list[str] = []


class _Resource(_Read):
    mode: Literal["managed", "data", "ephemeral"]
    type: str
    name: str
    module: str | None = None
    provider: Annotated[str, Field(pattern=r'provider\["[^"\]]+"\]')]
    instances: list[_Instance]


class _State(_Read):
    version: Literal[4]
    terraform_version: Annotated[str, Field(min_length=1)]
    lineage: Annotated[str, Field(min_length=1)]
    resources: list[_Resource]


def refuse_malformed(state: Any) -> None:  # noqa: ANN401  # JSON
    """Raises `UnfitStateError` where something that a split reads is missing or of another kind; what stands
    there is not shown: a state holds secrets."""
    try:
        _State.model_validate(state)
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False, include_context=False)[0]
        at = "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in first["loc"])
        where = f"{at.lstrip('.')}: " if at else ""
        what = first["msg"].partition(" or instance of ")[0]
        raise UnfitStateError(f"no Terraform state of version {VERSION}: {where}{what}") from None
