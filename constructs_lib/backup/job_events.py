"""Jobs of AWS Backup that went wrong, told with their reason."""

import json
from typing import Any

from constructs import Construct

from constructs_lib.monitoring.told_event import Words, tell
from constructs_lib.providers import RegionScope

_WORDS = Words(
    paths={
        "kind": "$.detail-type",
        "region": "$.region",
        "state": "$.detail.state",
        "status": "$.detail.status",
        "resource": "$.detail.resourceArn",
        "text": "$.detail.statusMessage",
    },
    lines=(
        "AWS Backup in <region>: <kind>, <state><status>.",
        "<text>",
        "Resource: <resource>. Jobs: https://<region>.console.aws.amazon.com/backup/home?region=<region>#/jobs",
    ),
)
"""A restore has a status where the others have a state."""


class BackupJobEvents(Construct):
    """`aws_cloudwatch_event_rule` for this deployment's jobs, with the region's topic as
    `aws_cloudwatch_event_target`. The topic must hear EventBridge.

    EventBridge delivers AWS Backup's events on a best-effort basis: the alarm on missing backups
    (`WatchedBackupVault`) is for those that never arrive.
    """

    def __init__(
        self,
        scope: Construct,
        id_: str,
        *,
        region: RegionScope,
        vault_arn: str,
        restore_role_arn: str | None,
        topic_arn: str,
    ) -> None:
        """Backups into the vault, copies out of it, and restores as the role."""
        super().__init__(scope, id_)
        tell(
            self,
            region=region,
            what="backup-jobs",
            description=f"Failed backups, copies and restores of {region.naming.name()} in {region.name}",
            pattern=_pattern(vault_arn, restore_role_arn),
            words=_WORDS,
            topic_arn=topic_arn,
        )


def _pattern(vault_arn: str, restore_role_arn: str | None) -> str:
    kinds: list[dict[str, Any]] = [
        {
            "detail-type": ["Backup Job State Change"],
            "detail": {"state": ["FAILED", "ABORTED", "EXPIRED", "PARTIAL"], "backupVaultArn": [vault_arn]},
        },
        {
            "detail-type": ["Copy Job State Change"],
            "detail": {"state": ["FAILED", "PARTIAL"], "sourceBackupVaultArn": [vault_arn]},
        },
    ]
    if restore_role_arn:
        kinds.append(
            {
                "detail-type": ["Restore Job State Change"],
                "detail": {"status": ["FAILED", "ABORTED"], "iamRoleArn": [restore_role_arn]},
            }
        )
    return json.dumps({"source": ["aws.backup"], "$or": kinds}, separators=(",", ":"))
