"""Carries a decision out: each run does what can be done now, and says what remains."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import datetime

from .aws import Aws
from .database import Look, Standing
from .databases import database
from .group import Group, healthy_targets
from .journal import Journal
from .memory import Decision
from .notice_texts import Notice, NoticeTexts
from .notifier import Notifier
from .parameters import Parameters, State
from .permission import Permission
from .progress import Progress
from .promotion import Promoter, Stage
from .settings import Settings
from .steps import Steps
from .witness import Reading


class Execution:
    """One run of a decision. Order matters only where a comment says so."""

    def __init__(
        self,
        settings: Settings,
        aws: Aws,
        parameters: Parameters,
        steps: Steps,
        journal: Journal,
        notifier: Notifier,
        *,
        now: datetime,
    ) -> None:
        self._settings = settings
        self._aws = aws
        self._parameters = parameters
        self._steps = steps
        self._journal = journal
        self._notifier = notifier
        self._texts = NoticeTexts(settings)
        self._now = now
        self._database = database(aws, settings)

    def carry_out(
        self, decision: Decision, state: State, reading: Reading, permission: Permission
    ) -> dict[str, object]:
        """What remains after this run; nothing, and done, only if this very run saw everything in place."""
        look = self._steps.attempt("look", self._database.look)
        if look and self._is_over(look, decision, state, reading, permission):
            return self._withdraw(decision)
        if decision.graceful:
            progress = self._switch_over(look, state, decision, reading)
        else:
            progress = self._fail_over(look, state, decision, permission)
        remains = progress.remains(self._settings)
        done = not remains and not self._steps.failed
        notices = self._due(decision, progress, reading, remains, done=done)
        self._steps.attempt("notify", lambda: self._notifier.send_new(state.notices, decision, notices))
        if done and not self._steps.failed:
            self._steps.attempt("finish", lambda: self._parameters.finish(decision.token))
        done = done and not self._steps.failed
        step = "done" if done else self._step(decision, progress)
        self._journal.tell(step, "all is in place" if done else "; ".join(remains) or "a step failed")
        return {"step": step, "done": done, "remains": remains}

    def _fail_over(
        self, look: Look | None, state: State, decision: Decision, permission: Permission
    ) -> Progress:
        """The promotion takes longest, so it comes first; the group grows meanwhile."""
        stage = None
        if look:
            stage = self._advance(
                look,
                lambda promoter: promoter.fail_over(
                    look, state, permitted=permission.confirmed or permission.forced, forced=permission.forced
                ),
            )
        published = self._publish(look, stage, state, decision)
        at_size, healthy = self._grow()
        return Progress(look=look, stage=stage, published=published, at_size=at_size, healthy=healthy)

    def _switch_over(self, look: Look | None, state: State, decision: Decision, reading: Reading) -> Progress:
        """The standby is brought to its size first: until the roles change hands the primary serves."""
        at_size, healthy = self._grow()
        ready = at_size and healthy is not None and healthy >= self._settings.healthy_targets
        stage = None
        if look:
            stage = self._advance(
                look,
                lambda promoter: promoter.switch_over(look, state, permitted=ready and reading is Reading.UP),
            )
        published = self._publish(look, stage, state, decision)
        return Progress(look=look, stage=stage, published=published, at_size=at_size, healthy=healthy)

    def _is_over(
        self, look: Look, decision: Decision, state: State, reading: Reading, permission: Permission
    ) -> bool:
        """Whether there is no reason for this decision any more."""
        if look.standing is Standing.WRITER:
            return False
        if decision.graceful:
            # While roles change hands the primary looks unwell: then only an operator's word counts.
            return permission.forced or (permission.confirmed and look.standing is Standing.STANDBY)
        sent = state.promotion is not None and state.promotion.may_have_promoted(look.id)
        kept = not state.taken_over and not (sent and state.promotion and not state.promotion.graceful)
        return reading is Reading.UP and not permission.forced and kept

    def _withdraw(self, decision: Decision) -> dict[str, object]:
        take_back = self._parameters.give_up if decision.graceful else self._parameters.withdraw
        self._steps.attempt("withdraw", take_back)
        if not self._steps.failed:
            why = "the primary is lost" if decision.graceful else "the primary is healthy again"
            self._journal.tell("withdraw", f"{why}, nothing was promoted", level="WARN")
            notice = self._texts.given_up() if decision.graceful else self._texts.withdrawn(decision.reason)
            self._steps.attempt("notify", lambda: self._notifier.send(notice))
        return {"step": "withdrawn", "done": False, "remains": []}

    def _advance(self, look: Look, further: Callable[[Promoter], Stage]) -> Stage | None:
        promoter = Promoter(self._database, self._parameters, now=self._now.timestamp())
        stage = self._steps.attempt("promote", lambda: further(promoter))
        if stage:
            self._journal.tell("promote", f"{stage.value}: {look.said}")
        return stage

    def _publish(self, look: Look | None, stage: Stage | None, state: State, decision: Decision) -> bool:
        """Writes down where the writer is, unless it is written already."""
        if look is None or stage is not Stage.DONE:
            return False
        text = json.dumps(look.connection)
        if text == state.connection:
            return True

        def publish() -> bool:
            self._parameters.publish_connection(text)
            self._journal.tell("publish", self._parameters.connection, token=decision.token)
            return True

        return bool(self._steps.attempt("publish", publish))

    def _grow(self) -> tuple[bool, int | None]:
        """Whether the group had its size already, and how many targets are healthy."""
        at_size = bool(self._steps.attempt("scale", Group(self._aws, self._settings.group).scale))
        return at_size, self._steps.attempt("targets", self._healthy_targets)

    def _healthy_targets(self) -> int:
        return healthy_targets(self._aws, self._settings.target_group_arn)

    def _step(self, decision: Decision, progress: Progress) -> str:
        if decision.graceful:
            return "switching over"
        return "held" if progress.stage is Stage.HELD else "failing over"

    def _due(
        self, decision: Decision, progress: Progress, reading: Reading, remains: list[str], *, done: bool
    ) -> list[Notice]:
        """What people have to be told by now, in this order."""
        minutes = max(0.0, (self._now - decision.time).total_seconds() / 60)
        notices = [self._texts.decided(decision)]
        if progress.stage is Stage.HELD and reading is Reading.UP and not decision.graceful:
            notices.append(self._texts.held())
        if not done and minutes > self._settings.objective_minutes:
            notices.append(self._texts.late(decision, self._settings.objective_minutes, remains))
        if done and progress.look:
            notices.append(self._texts.done(decision, minutes, progress.look.connection))
        return notices
