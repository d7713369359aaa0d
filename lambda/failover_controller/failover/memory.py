"""What the controller remembers between runs, as it is written in Systems Manager."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field, replace
from datetime import UTC, datetime
from enum import Enum
from typing import Any

from .errors import FailoverError
from .spaced_count import SpacedCount


@dataclass(frozen=True, kw_only=True)
class Watch:
    """`witness`: the streak of readings, and what people were asked because of it."""

    count: SpacedCount = field(default_factory=SpacedCount)
    token: str | None = None
    """Of the request for a person's word; gone as soon as the primary is healthy."""
    asked: bool = False
    """Whether the request was sent."""
    looking: bool = False
    """A run reads the witness. Found by the next run: a reading was lost, perhaps a healthy one."""


@dataclass(frozen=True, kw_only=True)
class Decision:
    """`decision`: the fence. Made once; whoever comes second goes on with the first."""

    token: str
    time: datetime
    reason: str
    forced: bool
    """A person's `force`: promote whatever the witness says."""
    graceful: bool = False
    """A person's `graceful`: exchange roles with a healthy primary."""


class Outcome(Enum):
    """What is known of a call to promote."""

    UNSURE = "unsure"
    """Sent, or about to be; no answer seen."""
    ACCEPTED = "accepted"
    REFUSED = "refused"
    """AWS said no: the call had no effect."""
    SEEN = "seen"
    """The database was seen as the writer since. If it follows again, that is another story."""


@dataclass(frozen=True, kw_only=True)
class Promotion:
    """`promotion`: written before the call and after it, so that no run sends it twice.

    It belongs to the database, not to a decision: whoever decides next finds what was asked of it before.
    """

    database: str
    """The database's own id, which a replaced database does not inherit."""
    outcome: Outcome
    looks: SpacedCount = field(default_factory=SpacedCount)
    """How often the database was found unpromoted since."""
    graceful: bool = False
    """It was the call for a switchover, which holds back no failover."""

    def may_have_promoted(self, database: str) -> bool:
        """Whether this call may be why the database stops being a replica."""
        return self.database == database and self.outcome in {Outcome.UNSURE, Outcome.ACCEPTED}


@dataclass(frozen=True, kw_only=True)
class Notices:
    """`notices`: what people were told about a decision."""

    token: str
    sent: tuple[str, ...] = ()


def watch_from(text: str | None) -> Watch:
    """A watch as written. What cannot be read counts as nothing: it is built up again within minutes."""
    try:
        given = json.loads(text or "{}")
        return Watch(
            count=_count(given.get("streak", {})),
            token=str(given["token"]) if given.get("token") else None,
            asked=given.get("asked") is True,
            looking=given.get("looking") is True,
        )
    except (AttributeError, TypeError, ValueError):
        return Watch()


def decision_from(text: str, name: str) -> Decision:
    """A decision as written. One that cannot be read is never overwritten: a person has to look."""
    try:
        given = json.loads(text)
        return Decision(
            token=str(given["token"]),
            time=datetime.fromisoformat(given["time"]),
            reason=str(given["reason"]),
            forced=given["forced"] is True,
            graceful=given.get("graceful") is True,
        )
    except (KeyError, TypeError, ValueError, AttributeError):
        raise FailoverError(f"{name} holds no decision that can be read; delete it to begin anew") from None


def promotion_from(text: str | None, name: str) -> Promotion | None:
    """A promotion as written, with the same care as a decision."""
    if text is None:
        return None
    try:
        given = json.loads(text)
        return Promotion(
            database=str(given["database"]),
            outcome=Outcome(given["outcome"]),
            looks=_count(given["looks"]),
            graceful=given.get("graceful") is True,
        )
    except (KeyError, TypeError, ValueError, AttributeError):
        raise FailoverError(
            f"{name} cannot be read; delete it once you know whether the database was promoted"
        ) from None


def notices_from(text: str | None, token: str) -> Notices:
    """What was told about this decision. Nothing known means telling again, which harms nobody."""
    try:
        given = json.loads(text or "{}")
        if given["token"] == token:
            return Notices(token=token, sent=tuple(str(kind) for kind in given["sent"]))
    except (KeyError, TypeError, ValueError):
        pass
    return Notices(token=token)


def written(record: Watch | Decision | Promotion | Notices) -> str:
    """A record as it is kept."""
    given: dict[str, Any] = asdict(record)
    if isinstance(record, Watch):
        given["streak"] = given.pop("count")
    if isinstance(record, Decision):
        given["time"] = record.time.astimezone(UTC).isoformat(timespec="milliseconds")
    if not given.get("graceful"):
        given.pop("graceful", None)  # only what can be exchanged has it
    if isinstance(record, Promotion):
        given["outcome"] = record.outcome.value
    return json.dumps(given)


def told(notices: Notices, kind: str) -> Notices:
    """The same with one more that was sent."""
    return replace(notices, sent=(*notices.sent, kind))


def _count(given: dict[str, Any]) -> SpacedCount:
    return SpacedCount(
        times=int(given.get("times", 0)),
        counted=float(given.get("counted", 0)),
        seen=float(given.get("seen", 0)),
    )
