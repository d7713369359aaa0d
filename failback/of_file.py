"""`python main.py failback <file>`: the way back of the deployment that a file describes."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from commands.exit_codes import BAD_INPUT
from config.pilot_light import PilotLight
from config.warm_standby import WarmStandby
from failback.command import run
from failback.global_cluster.pair import cluster_pair_of
from failback.global_cluster.way import GlobalClusterWay
from failback.replica.pair import pair_of
from failback.replica.way import ReplicaWay
from failback.synthesis import templates_of

if TYPE_CHECKING:
    from config.deployment import Deployment


def run_for(
    deployment: "Deployment", *, file: Path, story: str | None, write: Path | None, rebuild: bool = False
) -> int:
    """Prints where the way back stands; returns the exit code. `file` describes the deployment."""
    if isinstance(deployment, WarmStandby):
        clusters = GlobalClusterWay(cluster_pair_of(deployment), rebuild=rebuild)
        return run(clusters, templates_of(deployment), file=file, story=story, write=write)
    if not isinstance(deployment, PilotLight):
        print(
            f"{file}: a {deployment.system}: allowed: a pilot-light or a warm-standby; other systems have no "
            "database of their own to bring back; mend: name the file of one of these",
            file=sys.stderr,
        )
        return BAD_INPUT
    if rebuild:
        print(
            f"{file}: a pilot-light: allowed: --rebuild for a warm-standby; the way back of a pilot-light "
            "makes the old primary's database anew in any case; mend: leave it out",
            file=sys.stderr,
        )
        return BAD_INPUT
    return run(ReplicaWay(pair_of(deployment)), templates_of(deployment), file=file, story=story, write=write)
