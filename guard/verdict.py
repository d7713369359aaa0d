"""What a plan is refused for, after what a person has allowed."""

from collections.abc import Sequence
from dataclasses import dataclass

from guard.plan import Plan
from guard.rule import Circumstances, Harm, Rule
from guard.rules import RULES


class AcceptanceError(Exception):
    """An acceptance that names no rule."""


@dataclass(frozen=True, kw_only=True)
class Acceptance:
    """A person's word that one rule does not count for one address."""

    rule: str
    address: str

    @classmethod
    def parsed(cls, text: str) -> "Acceptance":
        """From `rule=address`; the address may itself contain an equals sign."""
        rule, separator, address = text.partition("=")
        if not separator or not address or rule not in {each.id for each in RULES}:
            known = ", ".join(each.id for each in RULES)
            raise AcceptanceError(
                f"--accept {text}: allowed: <rule>=<address>, with one of the rules {known}; "
                "mend: copy both from the line that refuses the plan"
            )
        return cls(rule=rule, address=address)


@dataclass(frozen=True, kw_only=True)
class Verdict:
    """Every harm in a plan, and what became of it."""

    refused: tuple[tuple[Rule, Harm], ...]
    accepted: tuple[tuple[Rule, Harm], ...]
    idle: tuple[Acceptance, ...]
    """Acceptances of what the plan does not do."""


def judge(
    plan: Plan,
    circumstances: Circumstances,
    *,
    accepted: Sequence[Acceptance] = (),
    allow_destroy: bool = False,
    ends_failover: bool = False,
) -> Verdict:
    """The plan under every rule.

    `allow_destroy` allows deletions, and what leads to them, in a plan of `-destroy`, or that turns off
    protection; never a replacement, and nothing while a failover is recorded: what is destroyed then
    would be the only good copy. `ends_failover` allows what a failback has to change.
    """
    refused: list[tuple[Rule, Harm]] = []
    let: list[tuple[Rule, Harm]] = []
    met: set[Acceptance] = set()
    for rule in RULES:
        for harm in rule.check(plan, circumstances):
            acceptance = Acceptance(rule=rule.id, address=harm.address)
            may_go = allow_destroy and harm.deletion and circumstances.failover is None
            if acceptance in accepted:
                met.add(acceptance)
                let.append((rule, harm))
            elif (ends_failover and rule.ends_with_failover) or (
                may_go and (plan.destroys_all or rule.id == "database-unprotected")
            ):
                let.append((rule, harm))
            else:
                refused.append((rule, harm))
    idle = tuple(each for each in accepted if each not in met)
    return Verdict(refused=tuple(refused), accepted=tuple(let), idle=idle)
