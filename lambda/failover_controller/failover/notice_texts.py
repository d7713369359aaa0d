"""What people are told: what happened, where, and what remains for them to do."""

from __future__ import annotations

from dataclasses import dataclass

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
        self._failover = f"{settings.parameters}/failover"

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
            f"To fail over, run:\n{self._put(word)}",
            until,
        )

    def decided(self, decision: Decision) -> Notice:
        """A failover begins."""
        return self._notice(
            "decided",
            f"failing over to {self._to}",
            f"Failover from {self._from} to {self._to} decided at {decision.time:%Y-%m-%d %H:%M:%S} UTC: "
            f"{decision.reason}.",
            f"Under way: promote {self._settings.database.identifier}, turn the takeover switch on, bring "
            f"{self._settings.group.name} to {self._settings.group.desired} instances, tell the application "
            f"its database. Objective: {self._settings.objective_minutes} minutes.",
            "Nothing to do for you. Do not run terraform apply meanwhile.",
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

    def held(self) -> Notice:
        """The switch is on, the database not promoted, and the primary healthy again."""
        return self._notice(
            "held",
            "failover held, please decide",
            f"The takeover switch is on and {self._from} gets no traffic, but {self._from} became healthy "
            f"before the database in {self._to} could be promoted. Nothing is promoted unless the primary is "
            "lost. If it is lost again, the failover goes on by itself.",
            f"To stay with {self._from} (nothing is lost), run:\n{self._delete('decision', 'approval')}\n"
            f"{self._command(f'{self._settings.parameters}/takeover', 'off')}",
            f"To go on to {self._to} all the same, run:\n{self._put(FORCE)}",
        )

    def late(self, minutes: int, remains: list[str]) -> Notice:
        """The objective is missed."""
        return self._notice(
            "late",
            f"failover not done after {minutes} minutes",
            f"The failover to {self._to} is not done within its objective of {minutes} minutes.",
            "Still open:\n" + "\n".join(f"- {what}" for what in remains),
            "The controller tries on, once a minute. Its log says what each run found.",
        )

    def done(self, decision: Decision, minutes: float, connection: dict[str, str | int | None]) -> Notice:
        """All of it is done, seen with the controller's own eyes."""
        where = f"{connection['endpoint']}:{connection['port']}"
        return self._notice(
            "done",
            f"{self._to} has taken over",
            f"Failover from {self._from} to {self._to} done in {minutes:.1f} minutes: {decision.reason}.",
            f"The database at {where} is the writer, {self._settings.healthy_targets} or more targets are "
            f"healthy, and {self._settings.parameters}/database tells the application where its database is.",
            f"Remains for you:\n"
            f"- What {self._from} had not replicated is not in {self._to}: compare before you reuse it.\n"
            f"- Traffic does not return by itself: the takeover switch is on until a person turns it off.\n"
            f"- The writer has no replica in another region until you fail back.\n"
            f"- Have every terraform plan guarded before it is applied.\n"
            "- When all is back to normal, arm the controller again:\n"
            f"{self._delete('decision', 'approval')}",
        )

    def _notice(self, kind: str, subject: str, *paragraphs: str) -> Notice:
        return Notice(
            kind=kind, subject=f"{self._name}: {subject}"[:SUBJECT_LIMIT], text="\n\n".join(paragraphs)
        )

    def _put(self, word: str) -> str:
        return self._command(f"{self._failover}/approval", word)

    def _command(self, name: str, value: str) -> str:
        return (
            f"aws ssm put-parameter --region {self._to} --name {name} "
            f"--type String --value {value} --overwrite"
        )

    def _delete(self, *names: str) -> str:
        listed = " ".join(f"{self._failover}/{name}" for name in names)
        return f"aws ssm delete-parameters --region {self._to} --names {listed}"
