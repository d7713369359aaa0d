"""What a failover may cost: time and data."""

from typing import Annotated

from pydantic import Field

from config.model import Allowed, ConfigModel


class Objectives(ConfigModel):
    """The recovery objectives: what the deployment is measured by."""

    rto_minutes: Annotated[
        int,
        Field(strict=True, ge=5, le=1440),
        Allowed("a whole number from 5 to 1440 (minutes)", "set `rto_minutes: 15`"),
    ] = 15
    """Minutes from the loss of the primary region to a working application in the standby (RTO). The
    controller reports a failover that takes longer. In `automatic` mode, settings that cannot keep it are
    refused."""
    rpo_seconds: Annotated[
        int,
        Field(strict=True, ge=1, le=86_400),
        Allowed("a whole number from 1 to 86400 (seconds)", "set `rpo_seconds: 300`"),
    ] = 300
    """Seconds of written data that a failover may lose (RPO). Replication to another region is
    asynchronous: what the replica has not received when the primary is lost, is lost. An alarm is raised
    while the replica is further behind than this; nothing can promise it."""
