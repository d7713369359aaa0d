"""What a standby's cluster must have for the promise of a deployment's mode."""

from collections.abc import Iterator
from typing import Protocol

from config.aurora import Aurora
from config.failover import RegionFailover
from config.model import Violation


class _Deployment(Protocol):
    @property
    def database(self) -> Aurora: ...

    @property
    def failover(self) -> RegionFailover: ...


def headless(deployment: _Deployment) -> Iterator[Violation]:
    """A standby without instances, where nobody is there to make one.

    AWS neither fails over nor switches over to a headless cluster. In the other modes a person is asked
    anyway; the controller tells them the command.
    """
    if deployment.failover.mode == "automatic" and deployment.database.standby_instances == 0:
        yield Violation(
            ("database", "standby_instances"),
            allowed="1 or more in mode `automatic`: AWS does not fail over to a cluster without an instance, "
            "and nobody would be there to make one",
            mend="set `standby_instances: 1`, or `failover.mode: approve`",
            because=(("failover", "mode"),),
        )
