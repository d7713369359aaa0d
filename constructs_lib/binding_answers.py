"""What the bindings ask of Python again and again, answered once.

Every one of their modules looks up the installed version of typeguard when it is imported: a file to find,
and to parse as a mail. And every constructor resolves the annotations of its signature before it checks its
arguments. The checks themselves stay as they are.
"""

import importlib.metadata
import typing
from collections.abc import Callable
from typing import Any

CHECKER = "typeguard"
STUB = "_typecheckingstub__"
"""How the names of the functions begin in which the bindings keep a signature's annotations."""


def answer_once() -> None:
    """Keeps these two answers for as long as the process lives; every other question is asked as before."""
    version, hints = importlib.metadata.version, typing.get_type_hints
    importlib.metadata.version = _kept_version(version)  # type: ignore[assignment]  # a function for a function
    typing.get_type_hints = _kept_hints(hints)


def _kept_version(version: Callable[[str], str]) -> Callable[[str], str]:
    known: dict[str, str] = {}

    def answer(distribution_name: str) -> str:
        if distribution_name != CHECKER:
            return version(distribution_name)
        if distribution_name not in known:
            known[distribution_name] = version(distribution_name)
        return known[distribution_name]

    return answer


def _kept_hints(get_type_hints: Callable[..., dict[str, Any]]) -> Callable[..., dict[str, Any]]:
    known: dict[Any, dict[str, Any]] = {}

    def answer(obj: Any, *args: Any, **kwargs: Any) -> dict[str, Any]:  # noqa: ANN401  # typing's own signature
        if args or kwargs or not getattr(obj, "__name__", "").startswith(STUB):
            return get_type_hints(obj, *args, **kwargs)
        if obj not in known:
            known[obj] = get_type_hints(obj)
        return known[obj]

    return answer
