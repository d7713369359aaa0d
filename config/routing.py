"""How DNS chooses among the regions."""

from typing import Annotated, Literal

from pydantic import Field

from config.model import Allowed, ConfigModel


class Routing(ConfigModel):
    """The failover records."""

    policy: Annotated[Literal["failover"], Allowed("failover", "set `policy: failover`")] = "failover"
    """The primary answers while it is healthy, then the standby. When every region is unhealthy, Route 53
    answers with the primary (F6)."""
    ttl: Annotated[
        int,
        Field(strict=True, ge=1, le=300),
        Allowed(
            "a whole number from 1 to 300 (seconds)",
            "set `ttl: 60`; clients keep the failed region's address for as long as this",
        ),
    ] = 60
    """Seconds for which clients may keep an answer, and so a part of every failover's time. 60 keeps that
    part at a minute; above 300 DNS would be slower than a person."""
