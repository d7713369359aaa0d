"""Promotes the database once: marks the call before it is sent, and believes only what AWS shows after it."""

from __future__ import annotations

from dataclasses import replace
from enum import Enum

from .aws import ERRORS, error_code, was_refused
from .database import Database, Look, Standing
from .errors import FailoverError
from .memory import Outcome, Promotion
from .parameters import Parameters, State
from .spaced_count import SpacedCount

LOOKS_BEFORE_AGAIN = 4
"""After a call without an answer: so many runs, minutes apart, have to find the replica untouched first.
After a switchover that AWS has called off, too: asking again loses nothing."""
LOOKS_BEFORE_ALARM = 10
"""After a call that AWS accepted: so many, and a person has to look. It is never sent again."""
NOT_NOW = {
    "InvalidDBClusterStateFault",
    "InvalidDBInstanceState",
    "InvalidDBInstanceStateFault",
    "InvalidGlobalClusterStateFault",
}
"""The database began something between our look and our call (F20)."""


class Stage(Enum):
    """How far the database has come."""

    WAITING = "waiting"
    """Busy with something that has to end before it can be promoted."""
    HELD = "held"
    """It could be promoted, but the witness does not confirm the loss any more."""
    UNDER_WAY = "under way"
    DONE = "done"


class Promoter:
    """Brings the database one step further."""

    def __init__(self, database: Database, parameters: Parameters, *, now: float) -> None:
        self._database = database
        self._parameters = parameters
        self._now = now

    def fail_over(self, look: Look, state: State, *, permitted: bool, forced: bool) -> Stage:
        """`permitted` is whether the witness confirms in this very run, or an operator forces it.

        From the call on nothing asks the witness any more: a promotion cannot be taken back. The switch that
        keeps traffic from the old primary is on before the call is sent, and is held on until all is done. A
        switchover that runs is left alone, unless an operator forces the failover: while roles change hands
        the primary looks unwell.
        """
        standing = _standing_call(look, state)
        if standing and standing.graceful:
            standing = None
        if look.standing is Standing.WRITER or standing:
            self._keep_traffic(state)
        if look.standing is Standing.WRITER:
            return self._seen(look, state)
        if look.standing is Standing.SWITCHING and not forced:
            return Stage.WAITING
        if look.standing is Standing.BUSY:
            return Stage.UNDER_WAY if standing else Stage.WAITING
        if standing and not self._may_send_again(standing):
            return Stage.UNDER_WAY
        if not permitted:
            return Stage.HELD
        self._keep_traffic(state)
        return self._send(look, graceful=False)

    def switch_over(self, look: Look, state: State, *, permitted: bool) -> Stage:
        """`permitted` is whether the witness says in this very run that the primary is well, and the standby
        is ready.

        Traffic stays with the primary until the roles have changed hands: before that nothing here takes
        writes, and AWS may yet call it off.
        """
        standing = _standing_call(look, state)
        if look.standing is Standing.WRITER:
            self._keep_traffic(state)
            return self._seen(look, state)
        if look.standing in {Standing.BUSY, Standing.SWITCHING}:
            return Stage.UNDER_WAY if standing else Stage.WAITING
        if standing and not self._may_send_again(standing):
            return Stage.UNDER_WAY
        return self._send(look, graceful=True) if permitted else Stage.HELD

    def _seen(self, look: Look, state: State) -> Stage:
        """Closes the chapter, if this database may have another one."""
        standing = _standing_call(look, state)
        if standing and look.returns:
            self._parameters.save_promotion(replace(standing, outcome=Outcome.SEEN))
        return Stage.DONE

    def _may_send_again(self, promotion: Promotion) -> bool:
        looks = promotion.looks.sighted(self._now)
        if promotion.graceful or promotion.outcome is Outcome.UNSURE:
            if looks.times >= LOOKS_BEFORE_AGAIN:
                return True
        elif looks.times >= LOOKS_BEFORE_ALARM:
            raise FailoverError(
                f"AWS accepted the promotion of {promotion.database}, but it is a replica still: "
                "see its events and promote it by hand"
            )
        self._parameters.save_promotion(replace(promotion, looks=looks))
        return False

    def _keep_traffic(self, state: State) -> None:
        if not state.taken_over:
            self._parameters.take_over()

    def _send(self, look: Look, *, graceful: bool) -> Stage:
        promotion = Promotion(
            database=look.id,
            outcome=Outcome.UNSURE,
            looks=SpacedCount().sighted(self._now),
            graceful=graceful,
        )
        self._parameters.save_promotion(promotion)
        try:
            if graceful:
                self._database.switch_over(look)
            else:
                self._database.promote(look)
        except ERRORS as error:
            if not was_refused(error):
                raise
            self._parameters.save_promotion(replace(promotion, outcome=Outcome.REFUSED))
            if error_code(error) in NOT_NOW:
                return Stage.WAITING
            raise
        self._parameters.save_promotion(replace(promotion, outcome=Outcome.ACCEPTED))
        return Stage.UNDER_WAY


def _standing_call(look: Look, state: State) -> Promotion | None:
    """The call that may be why this database stops following, or may still become it."""
    found = state.promotion
    return found if found and found.may_have_promoted(look.id) else None
