"""What the embedded AWS adds to moto, declared one call at a time."""

from collections.abc import Callable
from dataclasses import dataclass
from types import ModuleType
from typing import Any, TypeVar

Function = TypeVar("Function", bound=Callable[..., Any])


@dataclass(frozen=True)
class Extension:
    """One addition: the service, its action (or, in brackets, the part of moto changed), and the reason."""

    service: str
    action: str
    reason: str


@dataclass(frozen=True)
class _Patch:
    owner: type | ModuleType
    name: str
    value: object


_extensions: list[Extension] = []
_patches: list[_Patch] = []
_installed = 0


def replaces(
    owner: type | ModuleType, name: str, value: object, *, service: str, action: str, reason: str
) -> None:
    """Give moto's class or module `owner` the attribute `name`."""
    _extensions.append(Extension(service, action, reason))
    _patches.append(_Patch(owner, name, value))


def extends(
    owner: type, name: str, *, service: str, action: str, reason: str
) -> Callable[[Function], Function]:
    """Make the decorated function the method `name` of moto's class `owner`.

    On a response class, `name` is the action in snake case: moto's dispatch calls the method of that name.
    """

    def declare(function: Function) -> Function:
        replaces(owner, name, function, service=service, action=action, reason=reason)
        return function

    return declare


def declared() -> tuple[Extension, ...]:
    """All additions, in the order of service and action."""
    return tuple(sorted(_extensions, key=lambda extension: (extension.service, extension.action)))


def install() -> None:
    """Put into moto what was declared since the last call."""
    global _installed
    for patch in _patches[_installed:]:
        setattr(patch.owner, patch.name, patch.value)
    _installed = len(_patches)
