"""What does not fit together is told wherever a model stands: in a field, in a list, under a free key."""

from collections.abc import Iterator, Mapping

from config.model import Checks, ConfigModel, Violation
from config.partial import violations_in


class Inner(ConfigModel):
    """Refuses what a test gives it."""

    size: int

    def checks(self) -> Checks:
        """An odd size."""
        return (self._odd(),)

    def _odd(self) -> Iterator[Violation]:
        if self.size % 2:
            yield Violation(("size",), allowed="an even size", mend="add one")


class Outer(ConfigModel):
    """Models under free keys, in a list and in a field."""

    named: Mapping[str, Inner]
    listed: tuple[Inner, ...]
    single: Inner


def test_a_violation_is_found_in_every_kind_of_place() -> None:
    raw = {
        "named": {"good": {"size": 2}, "bad": {"size": 3}},
        "listed": [{"size": 4}, {"size": 5}],
        "single": {"size": 7},
    }

    assert [violation.key for violation in violations_in(Outer, raw)] == [
        ("named", "bad", "size"),
        ("listed", 1, "size"),
        ("single", "size"),
    ]
