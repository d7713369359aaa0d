"""Backups of two regions, each of which can do without the other."""

from collections.abc import Mapping

from constructs import Construct

from config.backup import Backup
from constructs_lib.backup.region_backup import RegionBackup
from constructs_lib.backup.restore_test import RestoreTarget
from constructs_lib.monitoring.watched import Watched
from constructs_lib.providers import RegionScope


class PairedBackup(Construct):
    """A `RegionBackup` per region, under the region's name.

    Each backs up its own member of the database, and a failover exchanges their roles without Terraform: so
    the new writer is backed up from its first day on, in its own region. Copies go from the primary's vault,
    or both ways (`copies.source`).
    """

    def __init__(
        self,
        scope: Construct,
        id_: str,
        *,
        scopes: Mapping[str, RegionScope],
        primary: str,
        backup: Backup,
        restore_into: Mapping[str, RestoreTarget] | None = None,
    ) -> None:
        """`scopes` are the two regions' by name, `primary` is one of them; `restore_into` by region."""
        super().__init__(scope, id_)
        one, other = scopes
        partners = {one: other, other: one}
        targets = restore_into or {}
        self.regions: dict[str, RegionBackup] = {
            name: RegionBackup(
                self,
                name,
                region=region,
                backup=backup,
                copy_to=partners[name] if _copies(backup, is_primary=name == primary) else None,
                restore_into=targets.get(name),
            )
            for name, region in scopes.items()
        }
        """By region."""

    @property
    def watched(self) -> dict[str, Watched]:
        """What each region's alarms watch."""
        return {name: region.watched for name, region in self.regions.items()}

    def tell(self, topic_arns: Mapping[str, str]) -> None:
        """Tells each region's topic which of its jobs failed. Once; the topics must hear EventBridge."""
        for name, region in self.regions.items():
            region.tell(topic_arns[name])


def _copies(backup: Backup, *, is_primary: bool) -> bool:
    return backup.copies.enabled and (is_primary or backup.copies.source == "every-region")
