"""What the bindings ask of Python again and again is answered once, and everything else as before."""

import importlib.metadata
import typing

import pytest

from constructs_lib.binding_answers import answer_once

pytestmark = pytest.mark.usefixtures("_afterwards_as_before")

asked: list[object] = []


def _typecheckingstub__abc(value: typing.Optional[int]) -> None:  # noqa: UP045  # as the bindings write it
    """What jsii keeps of a constructor's signature."""


def ordinary(value: int) -> None:
    """A function that is none of the bindings'."""


@pytest.fixture
def _afterwards_as_before(monkeypatch: pytest.MonkeyPatch) -> None:
    """Notes each question that gets through, and puts Python's own functions back."""
    asked.clear()
    version, hints = importlib.metadata.version, typing.get_type_hints

    def noted_version(distribution_name: str) -> str:
        asked.append(distribution_name)
        return version(distribution_name)

    def noted_hints(obj: object, *args: object, **kwargs: object) -> dict[str, object]:
        asked.append(obj)
        return hints(obj, *args, **kwargs)  # type: ignore[arg-type]  # passed on as it came

    monkeypatch.setattr(importlib.metadata, "version", noted_version)
    monkeypatch.setattr(typing, "get_type_hints", noted_hints)
    answer_once()


def test_the_signature_of_a_constructor_is_resolved_once() -> None:
    first, second = (typing.get_type_hints(_typecheckingstub__abc) for _ in range(2))

    assert first == second == {"value": int | None, "return": type(None)}
    assert asked == [_typecheckingstub__abc]


def test_other_hints_are_resolved_each_time_and_anew() -> None:
    first, second = (typing.get_type_hints(ordinary) for _ in range(2))

    assert first == second
    assert first is not second
    assert asked == [ordinary, ordinary]


def test_options_of_the_question_are_not_lost() -> None:
    typing.get_type_hints(_typecheckingstub__abc, include_extras=True)
    typing.get_type_hints(_typecheckingstub__abc, include_extras=True)

    assert len(asked) == 2


def test_the_checker_s_version_is_looked_up_once() -> None:
    assert importlib.metadata.version("typeguard") == importlib.metadata.version("typeguard")
    assert asked == ["typeguard"]


def test_other_versions_are_looked_up_each_time() -> None:
    importlib.metadata.version("cdktf")
    importlib.metadata.version("cdktf")

    assert asked == ["cdktf", "cdktf"]
