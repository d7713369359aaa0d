"""Rotates the secret by which load balancers know the edge, and keeps both sides at one (F25).

Secrets Manager calls it for the four steps of a rotation, and a schedule once a minute (F28). It runs in
us-east-1, where CloudFront is controlled (F17), and reaches the load balancers' regions from there. No call
is ever believed to be the first: each reads where things stand. `rotation/` has the parts.

Environment, read at each invocation: `SETTINGS` (JSON; `rotation/settings.py` has its shape).
"""

from __future__ import annotations

# On Lambda this file's folder is the root of the imports; type checkers see it from the project's root.
from rotation.run import run  # type: ignore[import-not-found]


def handler(event: object, context: object = None) -> None:
    """One step, or an exception, so that Secrets Manager tries again and the alarm tells (F25)."""
    run(event, context)
