"""How far a failover or a switchover has come, as one run saw it."""

from __future__ import annotations

from dataclasses import dataclass

from .database import Look
from .promotion import Stage
from .settings import Settings


@dataclass(frozen=True, kw_only=True)
class Progress:
    """What a run found and did. None: it could not be looked at."""

    look: Look | None
    stage: Stage | None
    published: bool
    at_size: bool
    """Whether the group had its size before this run."""
    healthy: int | None

    def remains(self, settings: Settings) -> list[str]:
        """What is still open, in words for people; empty once all is in place."""
        remains = []
        if self.stage is not Stage.DONE:
            found = self.look.said if self.look else f"{settings.database.identifier} could not be looked at"
            remains.append(f"the database is not the writer ({found})")
        elif not self.published:
            remains.append("the application is not told where its database is")
        if not self.at_size:
            remains.append(f"group {settings.group.name} was not found at its size yet")
        if self.healthy is None or self.healthy < settings.healthy_targets:
            found = "unknown" if self.healthy is None else str(self.healthy)
            remains.append(f"healthy targets: {found} of {settings.healthy_targets}")
        return remains
