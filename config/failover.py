"""How the standby takes over: who decides, and on what evidence."""

from typing import Annotated, Literal

from pydantic import Field

from config.model import Allowed, ConfigModel

PROMOTION_SECONDS = 600
"""Until a promoted replica takes writes: five to ten minutes as a rule, more for large instances (F20)."""
GLOBAL_CLUSTER_SECONDS = 300
"""Until the standby's cluster of a global database takes writes: a minute for the engine as a rule, a few
with its detection."""
LOAD_BALANCER_TTL_SECONDS = 60
"""What Route 53 answers with for an alias to a load balancer, whatever is wished."""
READING_SECONDS = 60
"""Between two readings of the witness: schedules run once a minute at most (F28)."""


class RegionFailover(ConfigModel):
    """The failover controller in the standby region.

    It reads Route 53's verdict on the primary from a witness record, once a minute and whenever an alarm
    wakes it. A failover is one-way: a promoted replica is a database of its own, and the way back is a new
    replica.
    """

    mode: Annotated[
        Literal["automatic", "approve", "manual"],
        Allowed(
            "automatic, approve or manual: a promotion can lose the last seconds of data, so there is no "
            "default",
            "set `mode: automatic` to fail over without a person, `mode: approve` to be asked first, or "
            "`mode: manual` to begin it yourself",
        ),
    ]
    """Who decides that the standby takes over. `automatic`: the controller, once the witness has said `down`
    often enough. `approve`: then it tells the subscribers, and waits for a person's word. `manual`: only a
    person. There is no default: asynchronous replication can lose what was written last, and it is for you to
    say who accepts that."""
    readings: Annotated[
        int,
        Field(strict=True, ge=1, le=30),
        Allowed("a whole number from 1 to 30 (readings, one a minute)", "set `readings: 3`"),
    ] = 3
    """Readings in a row in which the witness must say `down`, one a minute. 3 outlasts a short disturbance
    that Route 53's own threshold has let through."""
    witness_ttl: Annotated[
        int,
        Field(strict=True, ge=10, le=60),
        Allowed("a whole number from 10 to 60 (seconds)", "set `witness_ttl: 10`"),
    ] = 10
    """Seconds for which a resolver may keep the witness's answer. Under a minute, so that every reading is a
    new one."""

    def seconds(self, *, interval: int, threshold: int, promotion: int = PROMOTION_SECONDS) -> int:
        """Seconds from the loss to clients in the standby, with a `promotion` at the slow end of the usual.

        The health check gives up after interval times threshold and up to one interval more (F9); the
        resolver may keep the old verdict for its TTL; the readings follow; instances start beside the
        promotion.
        """
        detection = interval * (threshold + 1) + self.witness_ttl + self.readings * READING_SECONDS
        return detection + promotion + LOAD_BALANCER_TTL_SECONDS
