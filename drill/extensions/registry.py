"""What the embedded AWS adds to moto, declared one call at a time."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

Function = TypeVar("Function", bound=Callable[..., Any])


@dataclass(frozen=True)
class Extension:
    """One addition: the service, its action (or the part of moto that is changed), and the reason."""

    service: str
    action: str
    reason: str


@dataclass(frozen=True)
class _Patch:
    owner: type
    name: str
    value: Any


_extensions: list[Extension] = []
_patches: list[_Patch] = []
_resets: list[Callable[[], None]] = []
_installed = 0


def extends(
    owner: type, name: str, *, service: str, action: str, reason: str
) -> Callable[[Function], Function]:
    """Make the decorated function the method `name` of moto's class `owner`.

    On a response class, `name` is the action in snake case: moto's dispatch calls the method of that name.
    """

    def declare(function: Function) -> Function:
        _extensions.append(Extension(service, action, reason))
        _patches.append(_Patch(owner, name, function))
        return function

    return declare


def on_reset(function: Callable[[], None]) -> Callable[[], None]:
    """Call the decorated function whenever the embedded AWS is reset, after moto's own state is gone."""
    _resets.append(function)
    return function


def declared() -> tuple[Extension, ...]:
    """All additions, in the order of service and action."""
    return tuple(sorted(_extensions, key=lambda extension: (extension.service, extension.action)))


def install() -> None:
    """Put into moto what was declared since the last call."""
    global _installed
    for patch in _patches[_installed:]:
        setattr(patch.owner, patch.name, patch.value)
    _installed = len(_patches)


def reset() -> None:
    """Forget the state that the additions keep beside moto's."""
    for function in _resets:
        function()
