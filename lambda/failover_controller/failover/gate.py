"""Whether a failover or a switchover may begin: what the witness said, and whose word it takes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum

from .memory import Watch
from .parameters import Word
from .settings import Mode, Settings
from .witness import Reading

START = "start"
"""What an operator writes in mode `manual`: begin as soon as the witness confirms."""
FORCE = "force"
"""What an operator writes in any mode: begin now and promote, whatever the witness says."""
GRACEFUL = "graceful"
"""What an operator writes in any mode while both regions are well: exchange their roles, and lose nothing."""
WORD_LASTS = timedelta(hours=1)
"""How long `start`, `force` and `graceful` hold: a word forgotten in its parameter must not begin the next
failover."""


class Answer(Enum):
    """What the gate says."""

    WAIT = "wait"
    ASK = "ask"
    """The loss is confirmed and a person's word is missing."""
    REFUSE = "refuse"
    """An operator's `graceful` cannot be followed."""
    GO = "go"


@dataclass(frozen=True, kw_only=True)
class Verdict:
    """The answer and why."""

    answer: Answer
    reason: str
    forced: bool = False
    graceful: bool = False


def confirmed(settings: Settings, reading: Reading, watch: Watch) -> bool:
    """Whether the primary is lost: down now, and so often in a row. Without it only force promotes."""
    return reading is Reading.DOWN and watch.count.times >= settings.witness.readings


def forces(word: Word | None, now: datetime) -> bool:
    """Whether an operator wants the failover whatever the witness says."""
    return word is not None and word.text == FORCE and _is_fresh(word, now)


def judge(
    settings: Settings, reading: Reading, watch: Watch, word: Word | None, now: datetime, *, armed: bool
) -> Verdict:
    """The gate's answer for a run that finds no decision. A confirmed loss comes before a wish.

    `armed` is whether the primary was ever seen healthy. While a deployment is being made its check fails,
    and that is no loss: only a person's force begins a failover then.
    """
    verdict = _failover(settings, reading, watch, word, now)
    if not armed and verdict.answer is not Answer.WAIT and not verdict.forced:
        verdict = Verdict(
            answer=Answer.WAIT, reason="the primary was never seen healthy: it cannot be lost yet"
        )
    if verdict.answer is Answer.GO or word is None or word.text != GRACEFUL or not _is_fresh(word, now):
        return verdict
    if not settings.database.switchable:
        return Verdict(
            answer=Answer.REFUSE, reason="a replica can be promoted, once and for all, but not switched over"
        )
    if reading is Reading.DOWN:
        return Verdict(answer=Answer.REFUSE, reason=f"Route 53 finds {settings.primary_region} unhealthy")
    if reading is Reading.UNKNOWN:
        return Verdict(answer=Answer.WAIT, reason="a switchover waits for the witness's word")
    return Verdict(answer=Answer.GO, reason="an operator asked for a switchover", graceful=True)


def _failover(
    settings: Settings, reading: Reading, watch: Watch, word: Word | None, now: datetime
) -> Verdict:
    if forces(word, now):
        return Verdict(answer=Answer.GO, reason="an operator forced it", forced=True)
    needed = settings.witness.readings
    if not confirmed(settings, reading, watch):
        return Verdict(
            answer=Answer.WAIT,
            reason=f"witness {reading.value}, {watch.count.times} of {needed} readings down",
        )
    seen = f"the witness was down in {needed} consecutive readings"
    if settings.mode is Mode.AUTOMATIC:
        return Verdict(answer=Answer.GO, reason=seen)
    if settings.mode is Mode.APPROVE and word and word.text == watch.token:
        return Verdict(answer=Answer.GO, reason=f"{seen} and an operator approved")
    if settings.mode is Mode.MANUAL and word and word.text == START and _is_fresh(word, now):
        return Verdict(answer=Answer.GO, reason=f"{seen} and an operator said {START}")
    return Verdict(answer=Answer.ASK, reason=f"{seen}; an operator's word is missing")


def _is_fresh(word: Word, now: datetime) -> bool:
    return abs(now - word.written) <= WORD_LASTS
