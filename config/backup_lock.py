"""A vault that keeps its backups, whoever asks for their deletion."""

from collections.abc import Iterator
from typing import Annotated, Literal

from pydantic import Field

from config.model import Allowed, Checks, ConfigModel, Violation

LONGEST_DAYS = 36_500
"""100 years: AWS Backup counts no further."""
COOLING_OFF_DAYS = 3
"""The least that AWS takes: 72 hours in which a lock can still be undone."""


def _days(low: int, default: int) -> Allowed:
    return Allowed(
        f"a whole number from {low} to {LONGEST_DAYS} (days)", f"write a number of days, such as {default}"
    )


_SHORTEST = Annotated[int, Field(strict=True, ge=1, le=LONGEST_DAYS), _days(1, 7)]
_LONGEST = Annotated[int | None, Field(strict=True, ge=1, le=LONGEST_DAYS), _days(1, 365)]


class _VaultLock(ConfigModel):
    """Bounds on how long a vault's backups are kept, of which AWS Backup lets nobody out."""

    min_keep_days: Annotated[int, Field(strict=True, ge=1, le=LONGEST_DAYS), _days(1, 7)] = 7
    """Days before which nobody deletes a backup. `keep_days`, of copies too, must not be less, or AWS Backup
    fails the job. 7 is long enough for most mistakes to be noticed."""
    max_keep_days: Annotated[int | None, Field(strict=True, ge=1, le=LONGEST_DAYS), _days(1, 365)] = None
    """Days for which a backup may be kept at most. Default: no limit. Under `mode: compliance` set it: a
    retention of a hundred years by mistake would be paid for a hundred years."""

    @property
    def bounds(self) -> tuple[int, int]:
        """The shortest and the longest time for which a backup may be kept."""
        return self.min_keep_days, self.max_keep_days or LONGEST_DAYS

    def checks(self) -> Checks:
        """A longest time that is shorter than the shortest."""
        return (self._upside_down(),)

    def _upside_down(self) -> Iterator[Violation]:
        shortest, longest = self.bounds
        if longest < shortest:
            yield Violation(
                ("max_keep_days",),
                found=f"{longest}, with `min_keep_days: {shortest}`",
                allowed="no less than `min_keep_days`",
                mend=f"set `max_keep_days: {shortest}` or more, or remove it",
                because=(("min_keep_days",),),
            )


class GovernanceLock(_VaultLock):
    """A lock that only those can take off who may take it off: it guards against mistakes, and against
    everybody else."""

    mode: Literal["governance"]
    """Removable by whoever may call `backup:DeleteBackupVaultLockConfiguration`."""


class ComplianceLock(_VaultLock):
    """A lock that **nobody can ever take off** once `changeable_for_days` are over: not you, not the root
    user, not AWS. From then on no backup goes before its time, its storage is paid until then, the bounds
    cannot be changed, and `terraform destroy` of the vault fails until it is empty. Try `governance` first.
    """

    mode: Literal["compliance"]
    """For ever."""
    changeable_for_days: Annotated[
        int, Field(strict=True, ge=COOLING_OFF_DAYS, le=LONGEST_DAYS), _days(COOLING_OFF_DAYS, 7)
    ]
    """Days from the first apply in which the lock can still be changed or removed; afterwards nobody can.
    There is no default: choose it deliberately. Changing it once they are over fails."""


VaultLock = Annotated[
    GovernanceLock | ComplianceLock,
    Field(discriminator="mode"),
    Allowed(
        "`mode: governance` or `mode: compliance`",
        "add `mode: governance`; `mode: compliance` can never be undone",
    ),
]
"""Who can take the lock off, told apart by `mode`."""
