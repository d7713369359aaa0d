"""One run: settings and clients, then the step that is asked for."""

from __future__ import annotations

import os
from collections.abc import Callable

from .distribution import Distribution
from .entrance import Entrance
from .errors import RotationError
from .keeper import Keeper
from .secret import Secret
from .settings import Settings
from .steps import Rotation

KEEP = "keep"
"""The step that the schedule asks for."""
MARGIN_SECONDS = 15
"""What is left of the time for the calls after a wait."""


def run(event: object, context: object = None) -> None:
    """Does the step, or raises (F25)."""
    settings = Settings.parse(os.environ.get("SETTINGS"))
    request = event if isinstance(event, dict) else {}
    # AWS's guide writes create_secret, its function templates createSecret.
    step = str(request.get("Step", "")).replace("_", "").lower().removesuffix("secret")
    secret = Secret(settings.secret_arn)
    distribution = Distribution(
        settings.distribution_id, origin_id=settings.origin_id, header=settings.header
    )
    entrances = [
        Entrance(region, name, header=settings.header, priority=settings.rule_priority)
        for region, name in settings.load_balancers.items()
    ]
    if step == KEEP:
        Keeper(secret, distribution, entrances).keep()
        return
    version = request.get("ClientRequestToken")
    if not isinstance(version, str):
        raise RotationError("the call names no version")
    rotation = Rotation(
        version,
        secret=secret,
        distribution=distribution,
        entrances=entrances,
        seconds_left=_clock(context),
    )
    steps = {
        "create": rotation.create,
        "set": rotation.set,
        "test": rotation.test,
        "finish": rotation.finish,
    }
    if step not in steps:
        raise RotationError(
            "the call names none of the steps createSecret, setSecret, testSecret, finishSecret"
        )
    steps[step]()
    print(f"step {step} of the rotation is done")


def _clock(context: object) -> Callable[[], float]:
    """Seconds until a wait has to end."""
    remaining = getattr(context, "get_remaining_time_in_millis", lambda: 0)
    return lambda: remaining() / 1000 - MARGIN_SECONDS
