"""What is kept of who did what in the account."""

from collections.abc import Iterator
from typing import Annotated

from pydantic import Field

from config.model import Allowed, Checks, ConfigModel, Violation


class AuditTrail(ConfigModel):
    """CloudTrail over all active regions, in an encrypted bucket whose objects cannot be deleted early."""

    enabled: Annotated[bool, Field(strict=True), Allowed("true or false", "set `enabled: false`")] = False
    """Whether there is one, at home in the region that is listed second. An account's first trail costs its
    storage and about 1 US dollar a month for the key; a second one costs 2 US dollars per 100,000 events, so
    leave it off where the account has one."""
    keep_days: Annotated[
        int,
        Field(strict=True, ge=1, le=3650),
        Allowed("a whole number from 1 to 3650 (days)", "set `keep_days: 365`"),
    ] = 365
    """Days for which a record cannot be deleted or overwritten, except by those who may bypass governance
    retention; afterwards it is deleted. A deployment with records that are locked cannot be destroyed."""

    def checks(self) -> Checks:
        """Settings of a trail that is off."""
        return (self._settings_of_nothing(),)

    def _settings_of_nothing(self) -> Iterator[Violation]:
        if not self.enabled and "keep_days" in self.model_fields_set:
            yield Violation(
                ("keep_days",),
                found="keep_days of a trail that is off",
                allowed="nothing while `enabled` is false",
                mend="set `enabled: true`, or remove `keep_days`",
                because=(("enabled",),),
            )


class Governance(ConfigModel):
    """Rules of the house."""

    audit_trail: AuditTrail = AuditTrail()
    """CloudTrail."""
