"""Copies of backups in the other region."""

from collections.abc import Iterator
from typing import Annotated, Literal, Protocol

from pydantic import Field

from config.backup_lock import LONGEST_DAYS
from config.model import Allowed, Checks, ConfigModel, Violation

COLD_AT_LEAST_DAYS = 90
"""For which AWS charges, and keeps, whatever went to cold storage."""

KeepDays = Annotated[
    int,
    Field(strict=True, ge=1, le=LONGEST_DAYS),
    Allowed(f"a whole number from 1 to {LONGEST_DAYS} (days)", "set `keep_days: 30`"),
]
ColdStorageAfterDays = Annotated[
    int | None,
    Field(strict=True, ge=1, le=LONGEST_DAYS - COLD_AT_LEAST_DAYS),
    Allowed(
        f"a whole number from 1 to {LONGEST_DAYS - COLD_AT_LEAST_DAYS} (days)",
        "remove it, or set it at least 90 days below `keep_days`",
    ),
]


class Kept(Protocol):
    """Something that is kept, and may go to cold storage meanwhile."""

    @property
    def keep_days(self) -> int:
        """Days until it is deleted."""

    @property
    def cold_storage_after_days(self) -> int | None:
        """Days until it goes there."""


def too_soon_from_the_cold(kept: Kept) -> Iterator[Violation]:
    """What goes to cold storage stays there for 90 days: AWS refuses less."""
    keep_days, cold_storage_after_days = kept.keep_days, kept.cold_storage_after_days
    if cold_storage_after_days and keep_days < cold_storage_after_days + COLD_AT_LEAST_DAYS:
        yield Violation(
            ("cold_storage_after_days",),
            found=f"{cold_storage_after_days}, with `keep_days: {keep_days}`",
            allowed=f"at most `keep_days` less {COLD_AT_LEAST_DAYS}: what is in cold storage stays "
            f"there for {COLD_AT_LEAST_DAYS} days",
            mend=f"set `keep_days: {cold_storage_after_days + COLD_AT_LEAST_DAYS}`, or remove "
            "`cold_storage_after_days`",
            because=(("keep_days",),),
        )


class BackupCopies(ConfigModel):
    """A copy of each backup in the other region's vault, under that region's key (F19).

    A copy of an Aurora backup is a full one every day: transfer between regions costs about 0.02 US dollars
    per GB, and its storage as much as the backup's.
    """

    enabled: Annotated[bool, Field(strict=True), Allowed("true or false", "set `enabled: true`")] = True
    """Whether backups are copied."""
    source: Annotated[
        Literal["primary", "every-region"],
        Allowed("primary or every-region", "set `source: primary`"),
    ] = "primary"
    """Whose backups are copied to the other region. Each region backs up its own member of the database
    anyway, before and after a failover, so that both vaults fill without a copy.
    `primary`: those of the region that the file calls primary, whichever writes at the time: after a failover
    the lost region could take no copies, and once it is back it is backed up and copied from again.
    `every-region`: both ways, at twice the price; take it where the other member is often missing, such as
    after failovers that leave the old primary detached for long."""
    keep_days: KeepDays = 30
    """Days for which a copy is kept."""
    cold_storage_after_days: ColdStorageAfterDays = None
    """As for the backups themselves."""

    def checks(self) -> Checks:
        """Cold storage that would be left too soon."""
        return (too_soon_from_the_cold(self),)
