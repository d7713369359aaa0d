"""Keeps every load balancer accepting what the edge sends, or may still be sending."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from .distribution import Distribution, Sent
from .entrance import Entrance
from .errors import RotationError
from .secret import Secret, Values

ATTEMPTS = 3


class Keeper:
    """Brings rules and distribution to what the secret says, without ever shutting the edge out.

    A value leaves a rule only when nothing sends it any more: the distribution sends another one, everywhere.
    """

    def __init__(self, secret: Secret, distribution: Distribution, entrances: Sequence[Entrance]) -> None:
        self._secret, self._distribution, self._entrances = secret, distribution, entrances

    def keep(self) -> None:
        """All regions that can be reached, then the distribution. Raises if anything was left undone."""
        for _ in range(ATTEMPTS):
            values = self._secret.values()
            written, failures = self._keep(values)
            # A rotation may have begun meanwhile, and what was written may lack its value.
            if not written or self._secret.values() == values:
                break
        if failures:
            raise RotationError("; ".join(failures))

    def _keep(self, values: Values) -> tuple[bool, list[str]]:
        """Whether any rule was written, and what went wrong."""
        written = False
        failures: list[str] = []
        sent: Sent | None = None
        try:
            sent = self._distribution.look()
        except RotationError as error:
            # A rule that was made anew must be opened all the same.
            failures.append(str(error))
        for entrance in self._entrances:
            try:
                accepted = entrance.accepted()
                wanted = list(accepts(values, sent, accepted))
                if frozenset(wanted) != accepted:
                    entrance.accept(wanted)
                    written = True
                    print(f"the rule in {entrance.region} accepts what the secret and the distribution say")
            except RotationError as error:
                failures.append(str(error))
        if sent and not failures and sent.value not in (values.current, values.pending):
            self._distribution.send(values.current, seen=sent)
            print("the distribution sent another value than the current one; it is told to send that again")
        return written, failures


def accepts(values: Values, sent: Sent | None, accepted: frozenset[str]) -> Iterator[str]:
    """What a rule that accepts `accepted` now has to accept, the most important value first.

    While a rotation is under way the previous value may stay, and need not; else it is accepted until the
    next rotation. Without knowing what the edge sends everywhere, nothing is taken away.
    """
    yield values.current
    if sent and sent.value:
        yield sent.value
    if sent is None or not sent.deployed:
        # Before the pending value, which nothing sends yet: a rule takes few values.
        yield from sorted(accepted)
    if values.pending:
        yield values.pending
    if values.previous and (not values.pending or values.previous in accepted):
        yield values.previous
