"""Proof that what was backed up can be restored."""

from typing import Annotated, Literal

from pydantic import Field

from config.backup_schedule import TimeOfDay, Weekday, weekly
from config.model import Allowed, ConfigModel


def _hours(default: int) -> Allowed:
    return Allowed("a whole number from 1 to 168 (hours)", f"write a number of hours, such as {default}")


class RestoreTesting(ConfigModel):
    """AWS Backup restores a backup of each region's cluster, waits, and deletes what it restored.

    AWS asks a fee for each test, and the storage of what is restored for as long as it is there; no instance
    is started. That a restore succeeds says that the backup is readable, not that its data is right: whoever
    wants to look starts an instance in it within `keep_hours`.
    """

    enabled: Annotated[bool, Field(strict=True), Allowed("true or false", "set `enabled: true`")] = True
    """Whether restores are tested: a backup that nobody has restored is a hope."""
    day: Weekday = "sun"
    """Day of the week."""
    time: TimeOfDay = "09:00"
    """Time of the day, in UTC. It begins within `start_within_hours` of it."""
    start_within_hours: Annotated[int, Field(strict=True, ge=1, le=168), _hours(8)] = 8
    """Hours in which a test must have begun; otherwise it expires, and people are told."""
    keep_hours: Annotated[int, Field(strict=True, ge=1, le=168), _hours(1)] = 1
    """Hours for which the restored cluster is kept for a look, before AWS Backup deletes it."""
    choose: Annotated[Literal["latest", "random"], Allowed("latest or random", "set `choose: latest`")] = (
        "latest"
    )
    """Which backup of the last `among_days` is restored, copies from the other region among them."""
    among_days: Annotated[
        int,
        Field(strict=True, ge=1, le=365),
        Allowed("a whole number from 1 to 365 (days)", "set `among_days: 7`"),
    ] = 7
    """Days to look back for backups."""

    @property
    def schedule(self) -> str:
        """As AWS Backup reads it."""
        return weekly(self.day, self.time)
