"""What a rule is, and what it finds."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from guard.plan import Plan


@dataclass(frozen=True, kw_only=True)
class Circumstances:
    """What the plan alone does not decide."""

    failover: str | None = None
    """How it is known that a failover is recorded; None: nothing says so."""


@dataclass(frozen=True, kw_only=True)
class Harm:
    """One thing that a plan must not do."""

    address: str
    what: str
    deletion: bool = False
    """Whether it is what a deliberate destroy does, and may be allowed as such."""


@dataclass(frozen=True, kw_only=True)
class Rule:
    """One reason to refuse a plan. Its id is stable; its module has the id's name."""

    id: str
    why: str
    mend: str
    check: Callable[[Plan, Circumstances], Iterator[Harm]]
    ends_with_failover: bool = False
    """Whether it guards what a failover has left, which the plan that ends the failover has to change."""

    def refusal(self, harm: Harm) -> str:
        """The one line in which a plan is refused."""
        return f"{self.id} {harm.address}: {harm.what}. Why: {self.why}. Mend: {self.mend}."
