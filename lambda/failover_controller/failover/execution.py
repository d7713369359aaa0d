"""Carries a decision out: each run does what can be done now, and says what remains."""

from __future__ import annotations

import json
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
from .promotion import Promoter, Stage
from .settings import Settings
from .steps import Steps
from .witness import Reading


class Execution:
    """One run of a failover that is decided. Order matters only where a comment says so."""

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
        self._database = database(aws, settings.database)

    def carry_out(
        self, decision: Decision, state: State, reading: Reading, *, permitted: bool
    ) -> dict[str, object]:
        """What remains after this run; nothing, and done, only if this very run saw everything in place.

        `permitted` is whether a promotion may be sent now.
        """
        look = self._steps.attempt("look", self._database.look)
        if look and reading is Reading.UP and not permitted and self._nothing_begun(look, state):
            return self._withdraw(decision)
        # The promotion takes longest, so it comes first; the group grows meanwhile.
        stage = self._promote(look, state, permitted=permitted) if look else None
        published = bool(
            look
            and stage is Stage.DONE
            and self._steps.attempt("publish", lambda: self._publish(look, state, decision))
        )
        group = Group(self._aws, self._settings.group)
        at_size = bool(self._steps.attempt("scale", group.scale))
        healthy = self._steps.attempt("targets", self._healthy_targets)
        remains = self._remains(look, stage, published=published, at_size=at_size, healthy=healthy)
        done = not remains and not self._steps.failed
        notices = self._due(decision, look, stage, reading, remains, done=done)
        self._steps.attempt("notify", lambda: self._notifier.send_new(state.notices, decision, notices))
        if done and not self._steps.failed:
            self._steps.attempt("finish", lambda: self._parameters.finish(decision.token))
        done = done and not self._steps.failed
        step = "done" if done else "held" if stage is Stage.HELD else "failing over"
        self._journal.tell(step, "all is in place" if done else "; ".join(remains) or "a step failed")
        return {"step": step, "done": done, "remains": remains}

    def _nothing_begun(self, look: Look, state: State) -> bool:
        """Whether the primary still has its traffic and the only writable database."""
        sent = state.promotion is not None and state.promotion.may_have_promoted(look.id)
        return look.standing is not Standing.WRITER and not state.taken_over and not sent

    def _withdraw(self, decision: Decision) -> dict[str, object]:
        self._steps.attempt("withdraw", self._parameters.withdraw)
        if not self._steps.failed:
            self._journal.tell("withdraw", "the primary is healthy again, nothing was promoted", level="WARN")
            notice = self._texts.withdrawn(decision.reason)
            self._steps.attempt("notify", lambda: self._notifier.send(notice))
        return {"step": "withdrawn", "done": False, "remains": []}

    def _promote(self, look: Look, state: State, *, permitted: bool) -> Stage | None:
        promoter = Promoter(self._database, self._parameters, now=self._now.timestamp())
        stage = self._steps.attempt("promote", lambda: promoter.advance(look, state, permitted=permitted))
        if stage:
            self._journal.tell("promote", f"{stage.value}: {look.said}")
        return stage

    def _publish(self, look: Look, state: State, decision: Decision) -> bool:
        """Writes down where the writer is, unless it is written already."""
        text = json.dumps(look.connection)
        if text != state.connection:
            self._parameters.publish_connection(text)
            self._journal.tell("publish", self._parameters.connection, token=decision.token)
        return True

    def _healthy_targets(self) -> int:
        return healthy_targets(self._aws, self._settings.target_group_arn)

    def _remains(
        self, look: Look | None, stage: Stage | None, *, published: bool, at_size: bool, healthy: int | None
    ) -> list[str]:
        remains = []
        if stage is not Stage.DONE:
            found = look.said if look else f"{self._settings.database.identifier} could not be looked at"
            remains.append(f"the database is not the writer ({found})")
        elif not published:
            remains.append("the application is not told where its database is")
        if not at_size:
            remains.append(f"group {self._settings.group.name} was not found at its size yet")
        if healthy is None or healthy < self._settings.healthy_targets:
            found = "unknown" if healthy is None else str(healthy)
            remains.append(f"healthy targets: {found} of {self._settings.healthy_targets}")
        return remains

    def _due(
        self,
        decision: Decision,
        look: Look | None,
        stage: Stage | None,
        reading: Reading,
        remains: list[str],
        *,
        done: bool,
    ) -> list[Notice]:
        """What people have to be told by now, in this order."""
        minutes = max(0.0, (self._now - decision.time).total_seconds() / 60)
        notices = [self._texts.decided(decision)]
        if stage is Stage.HELD and reading is Reading.UP:
            notices.append(self._texts.held())
        if not done and minutes > self._settings.objective_minutes:
            notices.append(self._texts.late(self._settings.objective_minutes, remains))
        if done and look:
            notices.append(self._texts.done(decision, minutes, look.connection))
        return notices
