"""`python main.py failback <file>`: the way back of the deployment that a file describes."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from commands.exit_codes import BAD_INPUT
from config.pilot_light import PilotLight
from failback.command import run
from failback.pair import pair_of
from failback.synthesis import templates_of

if TYPE_CHECKING:
    from config.deployment import Deployment


def run_for(deployment: "Deployment", *, file: Path, story: str | None, write: Path | None) -> int:
    """Prints where the way back stands; returns the exit code. `file` describes the deployment."""
    if not isinstance(deployment, PilotLight):
        print(
            f"{file}: a {deployment.system}: allowed: a pilot-light; other systems have no database of their "
            "own to bring back; mend: name the file of a pilot-light",
            file=sys.stderr,
        )
        return BAD_INPUT
    return run(pair_of(deployment), templates_of(deployment), file=file, story=story, write=write)
