"""Where things stand in both regions, as far as they can be seen."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Generic, TypeVar


@dataclass(frozen=True, kw_only=True)
class Group:
    """An Auto Scaling group."""

    min: int
    max: int
    desired: int
    serving: int
    """Instances in service and healthy."""
    there: int
    """All instances, those among them that are on their way out and may still write."""
    emptied: datetime | None = None
    """When the last instance had gone. None: there are some, or nobody tells."""
    target_groups: tuple[str, ...] = ()
    """ARNs of what the load balancer gives traffic to."""


@dataclass(frozen=True, kw_only=True)
class View:
    """What was seen of one region. What could not be seen is None, and named in `unseen`."""

    region: str
    parameters: Mapping[str, str] | None = None
    """Of the deployment, by name."""
    group: Group | None = None
    unseen: Mapping[str, str] = field(default_factory=dict)
    """Service and why it did not answer."""


Seen = TypeVar("Seen", bound=View)
"""A view with the region's database."""


@dataclass(frozen=True, kw_only=True)
class Decision:
    """What the controller recorded when it decided."""

    token: str
    time: datetime
    reason: str


@dataclass(frozen=True, kw_only=True)
class Situation(Generic[Seen]):
    """Both regions."""

    views: Mapping[str, Seen]
    now: datetime


class UnreadableDecisionError(Exception):
    """A decision stands, and nobody can tell since when."""


def decision_in(view: View, parameters: str) -> Decision | None:
    """The decision that the region's parameters hold; `parameters` is what their names begin with."""
    name = f"{parameters}/failover/decision"
    text = (view.parameters or {}).get(name)
    if text is None:
        return None
    try:
        given = json.loads(text)
        time = datetime.fromisoformat(given["time"])
        decision = Decision(token=str(given["token"]), time=time, reason=str(given["reason"]))
    except (KeyError, TypeError, ValueError):
        raise UnreadableDecisionError(
            f"{name} in {view.region} holds a decision that cannot be read: {text!r}. Without its time "
            "nothing here can tell a new database from an old one. Look at both regions' databases, write "
            'the parameter anew as {"token": "...", "time": "2026-01-01T00:00:00+00:00", "reason": "..."}, '
            "and run this again"
        ) from None
    if time.tzinfo is None:
        return Decision(token=decision.token, time=time.replace(tzinfo=UTC), reason=decision.reason)
    return decision
