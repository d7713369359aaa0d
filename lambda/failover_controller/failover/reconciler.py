"""Watches over the primary and decides, at most once, that the standby takes over; then carries that out."""

from __future__ import annotations

import json
import secrets
from dataclasses import replace
from datetime import datetime

from .aws import ERRORS, Aws
from .database import Standing
from .databases import database
from .errors import FailoverError
from .execution import Execution
from .gate import WORD_LASTS, Answer, confirmed, forces, judge
from .journal import Journal
from .memory import Decision, Watch
from .notice_texts import NoticeTexts
from .notifier import Notifier
from .parameters import Parameters, State
from .permission import Permission
from .settings import Settings
from .spaced_count import SpacedCount
from .steps import Steps
from .witness import Reading, read


class Reconciler:
    """One run. It keeps nothing: whatever happens between two runs, the next one reads it anew."""

    def __init__(self, settings: Settings, aws: Aws, journal: Journal, *, now: datetime) -> None:
        self._settings = settings
        self._aws = aws
        self._journal = journal
        self._now = now
        self._parameters = Parameters(aws, settings.parameters)
        self._texts = NoticeTexts(settings)
        self._notifier = Notifier(aws, settings.topic_arn, self._parameters)
        self._steps = Steps(journal)

    def run(self) -> dict[str, object]:
        """Where things stand now. Raises what failed, once all that could be done is done."""
        state = self._parameters.read()
        if state.decision and state.done == state.decision.token:
            self._journal.tell("done", "carried out before: nothing to do")
            self._journal.measure(step="done", FailedOver=1)
            return {"step": "done", "done": True, "remains": []}
        reading, watch = self._look(state.watch)
        if reading is Reading.UP and not state.armed:
            self._steps.attempt("arm", lambda: self._parameters.arm(self._now))
        decision = state.decision or self._decide(state, reading, watch)
        outcome = self._outcome(state, decision, reading, watch)
        self._journal.measure(
            step=str(outcome["step"]),
            FailedOver=int(decision is not None),
            WitnessDown=int(reading is Reading.DOWN),
            WitnessUnknown=int(reading is Reading.UNKNOWN),
        )
        self._steps.raise_failures()
        return outcome

    def _outcome(
        self, state: State, decision: Decision | None, reading: Reading, watch: Watch
    ) -> dict[str, object]:
        if decision is None:
            self._introduce(state)
            return {"step": "watching", "done": False, "remains": []}
        self._journal.elapsed = max(0.0, round((self._now - decision.time).total_seconds(), 3))
        execution = Execution(
            self._settings,
            self._aws,
            self._parameters,
            self._steps,
            self._journal,
            self._notifier,
            now=self._now,
        )
        permission = Permission(
            confirmed=confirmed(self._settings, reading, watch),
            forced=decision.forced or forces(state.word, self._now),
        )
        return execution.carry_out(decision, state, reading, permission)

    def _introduce(self, state: State) -> None:
        """Tells a standby that serves where it can read, as long as nobody has told it anything.

        No failure: the failover does not need it, and the next run tries again.
        """
        if state.connection is not None or not state.armed or not self._settings.database.serves:
            return
        try:
            look = database(self._aws, self._settings).look()
            if look.reading and look.standing is Standing.STANDBY:
                self._parameters.publish_connection(json.dumps(look.reading))
                self._journal.tell("introduce", self._parameters.connection)
        except (FailoverError, *ERRORS) as error:
            self._journal.tell("introduce", str(error), level="WARN")

    def _look(self, watch: Watch) -> tuple[Reading, Watch]:
        """The witness's word, and the streak with it.

        While there is a streak, the look is announced before it and kept after it: a healthy reading that was
        seen and could not be kept must break the streak all the same.
        """
        announced = watch if watch == Watch() else replace(watch, looking=True)
        if announced != watch and not self._keep(announced):
            return Reading.UNKNOWN, watch
        reading = read(self._settings.witness)
        now = self._now.timestamp()
        count = SpacedCount() if watch.looking else watch.count
        if reading is Reading.UP:
            seen = Watch()
        elif reading is Reading.DOWN:
            seen = replace(self._asked(watch), count=count.sighted(now), looking=False)
        else:
            seen = replace(self._asked(watch), count=count.looked(now), looking=False)
        if seen != announced:
            self._keep(seen)
        return reading, seen

    def _keep(self, watch: Watch) -> bool:
        return self._steps.attempt("remember", lambda: self._parameters.save_watch(watch)) is not None

    def _asked(self, watch: Watch) -> Watch:
        """The watch without its request, if the primary may have been healthy since it was made."""
        age = self._now.timestamp() - watch.count.seen
        return watch if not watch.looking and 0 <= age <= WORD_LASTS.total_seconds() else Watch()

    def _decide(self, state: State, reading: Reading, watch: Watch) -> Decision | None:
        verdict = judge(self._settings, reading, watch, state.word, self._now, armed=state.armed)
        if verdict.answer is Answer.ASK:
            self._journal.tell("gate", verdict.reason, level="WARN")
            self._steps.attempt("ask", lambda: self._ask(watch))
        elif verdict.answer is Answer.REFUSE:
            self._journal.tell("gate", verdict.reason, level="WARN")
            self._steps.attempt("refuse", lambda: self._refuse(verdict.reason))
        elif verdict.answer is Answer.WAIT:
            self._journal.tell("gate", verdict.reason)
        if verdict.answer is not Answer.GO:
            return None
        mine = Decision(
            token=watch.token or secrets.token_hex(8),
            time=self._now,
            reason=verdict.reason,
            forced=verdict.forced,
            graceful=verdict.graceful,
        )
        decision = self._steps.attempt("decide", lambda: self._parameters.decide(mine))
        if decision:
            self._journal.tell("decide", decision.reason, level="WARN", token=decision.token)
        return decision

    def _refuse(self, reason: str) -> None:
        """Says why an operator's word is not followed, and takes it back: told twice rather than never."""
        self._notifier.send(self._texts.refused(reason))
        self._parameters.forget_word()

    def _ask(self, watch: Watch) -> None:
        """Asks for a person's word once per loss. The token is kept before it is told."""
        if watch.asked:
            return
        asking = replace(watch, token=watch.token or secrets.token_hex(8))
        if asking != watch:
            self._parameters.save_watch(asking)
        self._notifier.send(self._texts.asked(asking.token))
        self._parameters.save_watch(replace(asking, asked=True))
