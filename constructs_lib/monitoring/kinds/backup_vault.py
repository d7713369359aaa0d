"""Vaults of AWS Backup."""

from collections.abc import Sequence
from dataclasses import dataclass

from config.monitoring import AlarmLimits
from constructs_lib.monitoring.alarm import HOUR, Alarm
from constructs_lib.monitoring.metric import Metric, Series
from constructs_lib.monitoring.watched import Watched
from constructs_lib.monitoring.widgets import Graph


@dataclass(frozen=True, kw_only=True)
class WatchedBackupVault(Watched):
    """A vault that gets a backup every day: `AWS/Backup`, dimension `BackupVaultName`.

    Failed jobs have events, with their reasons. This is about those that never began, of which there is none.
    """

    vault: str
    """The vault's name."""
    silent_hours: int
    """From which a backup is missing: at most 168, as far as CloudWatch looks back."""

    def metric(self, name: str) -> Metric:
        """One of the vault's counts of jobs."""
        return Metric(
            namespace="AWS/Backup", name=name, dimensions={"BackupVaultName": self.vault}, unit="Count"
        )

    def alarms(self, limits: AlarmLimits) -> Sequence[Alarm]:  # noqa: ARG002  # one day without is too many
        """No finished backup for longer than a day. Hour by hour, since two days' backups may be further
        apart than 24 hours. It tells people itself."""
        return (
            Alarm(
                what=f"{self.what}-missing",
                says="No backup was finished for more than a day, or none yet",
                metric=self.metric("NumberOfBackupJobsCompleted"),
                statistic="Sum",
                comparison="LessThanThreshold",
                threshold=1,
                period=HOUR,
                periods=self.silent_hours,
                missing="breaching",
                because="hours without a job have no data",
                tells=True,
            ),
        )

    def graphs(self, region: str, limits: AlarmLimits) -> Sequence[Graph]:  # noqa: ARG002  # as above
        """Jobs by what became of them."""

        def line(name: str, label: str) -> Series:
            return Series(metric=self.metric(name), statistic="Sum", region=region, label=label)

        return (
            Graph(
                title=f"{self.what}: jobs",
                series=[
                    line("NumberOfBackupJobsCompleted", "backups"),
                    line("NumberOfBackupJobsFailed", "failed backups"),
                    line("NumberOfCopyJobsCompleted", "copies"),
                    line("NumberOfCopyJobsFailed", "failed copies"),
                    line("NumberOfRestoreJobsCompleted", "restores"),
                    line("NumberOfRestoreJobsFailed", "failed restores"),
                ],
            ),
        )
