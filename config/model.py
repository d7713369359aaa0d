"""The base of every configuration model, and the words in which a model refuses what it was given."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from pydantic import AfterValidator, BaseModel, ConfigDict, PlainSerializer, model_validator
from pydantic_core import PydanticCustomError

KeyPath = tuple[str | int, ...]
"""Where a value stands: `("regions", 1, "cidr")` is written `regions[1].cidr`."""


@dataclass(frozen=True)
class Allowed:
    """Field metadata for messages and the reference: what a value may be, how to mend one that is not."""

    text: str
    mend: str


@dataclass(frozen=True)
class Violation:
    """What is wrong at a key path, before it is known where that stands."""

    key: KeyPath
    """The value to blame, counted from the model that found it."""
    allowed: str
    mend: str
    found: str | None = None
    """None: the value that stands at `key`."""
    because: tuple[KeyPath, ...] = ()
    """Other values that took part; a message names the environment variable that set one of them."""


Checks = tuple[Iterator[Violation], ...]
"""Each finds one kind of violation, lazily, so that one may end early without the others."""


def refused(allowed: str, mend: str, found: str | None = None) -> PydanticCustomError:
    """The error of a field's validator whose reason is more precise than the field's `Allowed`."""
    return PydanticCustomError(
        "refused",
        "allowed: {allowed}; mend: {mend}",
        {"allowed": allowed, "mend": mend, "found": found},
    )


class ConfigModel(BaseModel):
    """Frozen, and closed against unknown keys. What a field means stands in the docstring below it."""

    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True)

    @classmethod
    def completed(cls, raw: Mapping[str, Any]) -> Mapping[str, Any]:
        """The raw mapping with those defaults filled in that depend on other raw values."""
        return raw

    @classmethod
    def prepared(cls, raw: Mapping[str, Any]) -> Mapping[str, Any]:
        """The raw mapping as it is validated. A key without a value counts as not set, where it may."""
        fields = cls.model_fields
        optional = {name for name, field in fields.items() if not field.is_required()}
        return cls.completed({k: v for k, v in raw.items() if v is not None or k not in optional})

    def checks(self) -> Checks:
        """What may be wrong with values that are valid each by itself, as independent checks.

        They also run on models of which only some fields were valid: reading one of the others ends that
        check, so a check over several models asks `knows` first, and goes on with the rest.
        """
        return ()

    def knows(self, *fields: str) -> bool:
        """Whether these fields are there: always, except while an invalid file's errors are collected."""
        return all(field in self.__dict__ for field in fields)

    @model_validator(mode="before")
    @classmethod
    def _complete(cls, data: object) -> object:
        return cls.prepared(data) if isinstance(data, Mapping) else data

    @model_validator(mode="after")
    def _fit_together(self) -> "ConfigModel":
        violations = [violation for check in self.checks() for violation in check]
        if violations:
            lines = [f"{key_text(v.key)}: allowed: {v.allowed}; mend: {v.mend}" for v in violations]
            raise PydanticCustomError("violations", "{text}", {"text": "\n".join(lines)})
        return self


def key_text(key: KeyPath) -> str:
    """`regions[1].cidr`"""
    text = ""
    for part in key:
        text += f"[{part}]" if isinstance(part, int) else f".{part}" if text else part
    return text


FREEZE = AfterValidator(MappingProxyType)
"""Makes a mapping unchangeable after its validation."""
THAW = PlainSerializer(dict)
"""Beside FREEZE: writes the mapping out as what it was."""


def no_entries() -> Mapping[Any, Any]:
    """The default of an optional mapping."""
    return MappingProxyType({})


def whole_number(value: object) -> object:
    """For literals: refuses 30.0 and true, which Python holds equal to 30 and 1."""
    if type(value) is not int:
        raise ValueError(value)
    return value


def all_different(values: tuple[str, ...]) -> tuple[str, ...]:
    """Refuses a list that names something twice."""
    for value in values:
        if values.count(value) > 1:
            raise refused("every entry once", "remove the second one", found=f"{value}, more than once")
    return values
