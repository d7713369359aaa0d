"""A Terraform backend of any type, whose settings are passed through."""

import math
import re
from collections.abc import Iterator, Mapping
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, Field

from config.model import FREEZE, THAW, Allowed, Checks, KeyPath, Violation, no_entries, refused
from config.state_layout import Laid

STACK = "{stack}"
"""What stands in a backend's settings for the stack's name."""
_ARGUMENT = re.compile("[a-z][a-z0-9_]*")


def _other_type(value: str) -> str:
    if value in ("s3", "local"):
        raise refused(
            f"a type that has no section of its own here; {value} has one", f"set `backend: {value}`"
        )
    if value == "cloud":
        raise refused(
            "a backend: `cloud` is a block of its own in Terraform's language, and stands beside backends",
            "set `type: remote` with `organization:` and `workspaces:` in `settings`, which reaches the same",
        )
    return value


class OtherState(Laid):
    """Any other backend of Terraform's, whose settings are passed through as they are."""

    backend: Literal["other"]
    """Any other backend."""
    type: Annotated[
        str,
        AfterValidator(_other_type),
        Field(pattern=r"^[a-z][a-z0-9]*$", max_length=32),
        Allowed(
            "Terraform's name of the backend: azurerm, gcs, http, pg, consul, kubernetes, cos, oss, remote",
            "write it like gcs",
        ),
    ]
    """Terraform's name of the backend."""
    settings: Annotated[
        Mapping[str, Any],
        FREEZE,
        THAW,
        Allowed("a mapping of the backend's own arguments", "write one argument per line"),
    ] = Field(default_factory=no_entries)
    """The backend's own arguments, as Terraform's documentation has them. `{stack}` in a text stands for the
    stack's name. No secrets: give those to `terraform init -backend-config`, or by the backend's own
    environment variables."""

    def checks(self) -> Checks:
        """Several states in one place, and what Terraform's JSON cannot say."""
        return (self._one_place(), self._no_arguments(), self._no_numbers())

    def _one_place(self) -> Iterator[Violation]:
        if self.layout == "per-region" and not any(
            isinstance(value, str) and STACK in value for _, value in _values(self.settings)
        ):
            yield Violation(
                ("settings",),
                found=f"no {STACK} in any setting",
                allowed=f"{STACK} in the setting that tells one state from another: each stack has its own",
                mend=f"write it like `prefix: holdfast/{STACK}`",
                because=(("layout",),),
            )

    def _no_arguments(self) -> Iterator[Violation]:
        """Below an argument any key may stand, such as that of a label."""
        for name in self.settings:
            if not _ARGUMENT.fullmatch(name):
                yield Violation(
                    ("settings", name),
                    found=f"the key {name!r}",
                    allowed="an argument's name: lower-case letters, digits and _",
                    mend="correct the name; what is within an argument is a mapping below it",
                )

    def _no_numbers(self) -> Iterator[Violation]:
        for at, value in _values(self.settings):
            if isinstance(value, float) and not math.isfinite(value):
                yield Violation(
                    ("settings", *at),
                    found=str(value),
                    allowed="a number that is finite: JSON has no other",
                    mend="write the number, or put it in quotes where it is text",
                )


def _values(value: object, at: KeyPath = ()) -> Iterator[tuple[KeyPath, object]]:
    """Every single value below, and where it stands."""
    if isinstance(value, Mapping):
        for name, each in value.items():
            yield from _values(each, (*at, name))
    elif isinstance(value, list | tuple):
        for index, each in enumerate(value):
            yield from _values(each, (*at, index))
    else:
        yield at, value
