"""One run: settings, clock and clients, then the reconciler."""

from __future__ import annotations

import os
from datetime import UTC, datetime

from .aws import Aws
from .errors import SettingsError
from .journal import Journal
from .permissions import calls_of
from .reconciler import Reconciler
from .settings import Settings


def clock() -> datetime:
    """Now, in UTC."""
    return datetime.now(UTC)


def run(event: object) -> dict[str, object]:
    """Where the failover stands after this run; raises if a step failed (F25)."""
    text = os.environ.get("SETTINGS")
    if text is None:
        raise SettingsError("SETTINGS is not set")
    settings = Settings.parse(text)
    journal = Journal(settings.deployment)
    journal.tell("woken", _waker(event))
    aws = Aws(settings.standby_region, calls_of(settings.database.strategy))
    return Reconciler(settings, aws, journal, now=clock()).run()


def _waker(event: object) -> str:
    """Who called, for the log alone: an event is never a reason to act."""
    if isinstance(event, dict):
        records = event.get("Records")
        first = records[0] if isinstance(records, list) and records else event
        source = first.get("EventSource") or first.get("source") if isinstance(first, dict) else None
        if isinstance(source, str):
            return f"by {source[:40]}"
    return "by an unknown caller"
