"""Brings the standby region up when the primary is lost, one step at a time (F20, F25, F26).

It runs in the standby region, woken by SNS and once a minute (F28), and calls nothing outside that region,
but for a switchover that a person asked for, which AWS takes in the primary's region alone (F22).
What an event says is never believed: each run reads for itself where things stand. `failover/` has the parts.

Environment, read at each invocation: `SETTINGS` (JSON; `failover/settings.py` has its shape).
"""

from __future__ import annotations

# On Lambda this file's folder is the root of the imports; type checkers see it from the project's root.
from failover.run import run  # type: ignore[import-not-found]


def handler(event: object, _context: object = None) -> dict[str, object]:
    """One run: where the failover stands, or an exception, so that Lambda retries and alarms (F25)."""
    outcome: dict[str, object] = run(event)
    return outcome
