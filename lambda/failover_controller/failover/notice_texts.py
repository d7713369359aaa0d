"""What people are told: what happened, where, and what remains for them to do."""

from __future__ import annotations

from dataclasses import dataclass

from .commands import Commands
from .database_words import words_for
from .gate import FORCE, START
from .memory import Decision
from .settings import Mode, Settings

SUBJECT_LIMIT = 100
"""SNS takes no more."""


@dataclass(frozen=True, kw_only=True)
class Notice:
    """One message."""

    kind: str
    subject: str
    text: str


class NoticeTexts:
    """The messages of one deployment."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._name = settings.deployment
        self._from, self._to = settings.primary_region, settings.standby_region
        self._commands = Commands(settings)
        self._words = words_for(settings)

    def asked(self, token: str | None) -> Notice:
        """The loss is confirmed, and a person decides."""
        word = token if self._settings.mode is Mode.APPROVE and token else START
        until = (
            "The answer holds until the primary is healthy again."
            if word == token
            else "The word holds for an hour."
        )
        return self._notice(
            "asked",
            f"fail over to {self._to}?",
            f"Route 53 found {self._from} unhealthy {self._settings.witness.readings} times in a row.",
            f"Mode {self._settings.mode.value}: nothing is done until a person says so. "
            f"Data that has not reached {self._to} yet will be missing after a failover.",
            f"To fail over, run:\n{self._commands.say(word)}",
            until,
        )

    def refused(self, reason: str) -> Notice:
        """A switchover was asked for, and cannot be done."""
        return self._notice(
            "refused",
            "no switchover",
            f"The word graceful was written, and is not followed: {reason}. Nothing was changed, and the "
            "word is deleted.",
            f"A failover, which may lose what {self._from} has not replicated, begins with:\n"
            f"{self._commands.say(FORCE)}",
        )

    def decided(self, decision: Decision) -> Notice:
        """A failover or a switchover begins."""
        return self._switching(decision) if decision.graceful else self._failing(decision)

    def _failing(self, decision: Decision) -> Notice:
        return self._notice(
            "decided",
            f"failing over to {self._to}",
            f"Failover from {self._from} to {self._to} decided at {decision.time:%Y-%m-%d %H:%M:%S} UTC: "
            f"{decision.reason}.",
            f"Under way: {self._words.promotion}, turn the takeover switch on, bring "
            f"{self._settings.group.name} to {self._settings.group.desired} instances, tell the application "
            f"its database. Objective: {self._settings.objective_minutes} minutes.",
            "Nothing to do for you. Do not run terraform apply meanwhile.",
        )

    def _switching(self, decision: Decision) -> Notice:
        return self._notice(
            "decided",
            f"switching over to {self._to}",
            f"Switchover from {self._from} to {self._to} decided at {decision.time:%Y-%m-%d %H:%M:%S} UTC: "
            f"{decision.reason}.",
            f"Under way, in this order: bring {self._settings.group.name} to "
            f"{self._settings.group.desired} instances and wait for {self._settings.healthy_targets} healthy "
            f"targets, {self._words.exchange}, turn the takeover switch on, tell the application its "
            "database. Nothing is lost. Writes fail from the exchange until clients have followed.",
            f"To call it off before the exchange, run:\n{self._commands.delete('decision', 'approval')}",
            "Do not run terraform apply meanwhile.",
        )

    def withdrawn(self, reason: str) -> Notice:
        """The primary came back before anything was done that cannot be undone."""
        return self._notice(
            "withdrawn",
            "failover withdrawn",
            f"{self._from} is healthy again, and the database in {self._to} was not promoted: the decision "
            f"({reason}) is withdrawn. Traffic stays with {self._from}; the controller watches on.",
            f"Remains: {self._settings.group.name} may have been scaled up. Scale it down when you like.",
        )

    def given_up(self) -> Notice:
        """The primary was lost, or a person wants the failover, before the roles were exchanged."""
        return self._notice(
            "withdrawn",
            "switchover given up",
            f"The switchover to {self._to} needs {self._from}, which is lost or was given up by an operator "
            "before the roles were exchanged. The controller goes on as for any loss of the primary: mode "
            f"{self._settings.mode.value}.",
        )

    def held(self) -> Notice:
        """The switch is on, the database not promoted, and the primary healthy again."""
        return self._notice(
            "held",
            "failover held, please decide",
            f"The takeover switch is on and {self._from} gets no traffic, but {self._from} became healthy "
            f"before the database in {self._to} could be promoted. Nothing is promoted unless the primary is "
            "lost. If it is lost again, the failover goes on by itself.",
            f"To stay with {self._from} (nothing is lost), run:\n"
            f"{self._commands.delete('decision', 'approval')}\n{self._commands.give_back}",
            f"To go on to {self._to} all the same, run:\n{self._commands.say(FORCE)}",
        )

    def late(self, decision: Decision, minutes: int, remains: list[str]) -> Notice:
        """The objective is missed."""
        what = "switchover" if decision.graceful else "failover"
        force = [
            f"If {self._from} is lost, a failover that may lose data begins with:\n"
            f"{self._commands.say(FORCE)}"
        ]
        return self._notice(
            "late",
            f"{what} not done after {minutes} minutes",
            f"The {what} to {self._to} is not done within its objective of {minutes} minutes.",
            "Still open:\n" + "\n".join(f"- {each}" for each in remains),
            "The controller tries on, once a minute. Its log says what each run found.",
            *(force if decision.graceful else []),
        )

    def done(self, decision: Decision, minutes: float, connection: dict[str, str | int | None]) -> Notice:
        """All of it is done, seen with the controller's own eyes."""
        where = f"{connection['endpoint']}:{connection['port']}"
        remains = self._words.after_exchange if decision.graceful else self._words.after_failover
        return self._notice(
            "done",
            f"{self._to} has taken over",
            f"{'Switchover' if decision.graceful else 'Failover'} from {self._from} to {self._to} done in "
            f"{minutes:.1f} minutes: {decision.reason}.",
            f"The database at {where} is the writer, {self._settings.healthy_targets} or more targets are "
            f"healthy, and {self._settings.parameters}/database tells the application where its database is.",
            "Remains for you:\n"
            + "".join(f"- {each}\n" for each in remains)
            + "- When all is back to normal, arm the controller again:\n"
            + self._commands.delete("decision", "approval"),
        )

    def _notice(self, kind: str, subject: str, *paragraphs: str) -> Notice:
        return Notice(
            kind=kind, subject=f"{self._name}: {subject}"[:SUBJECT_LIMIT], text="\n\n".join(paragraphs)
        )
