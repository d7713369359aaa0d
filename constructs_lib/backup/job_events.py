"""Jobs of AWS Backup that went wrong, told with their reason."""

import json
from typing import Any

from cdktf_cdktf_provider_aws.cloudwatch_event_rule import CloudwatchEventRule
from cdktf_cdktf_provider_aws.cloudwatch_event_target import (
    CloudwatchEventTarget,
    CloudwatchEventTargetInputTransformer,
)
from constructs import Construct

from constructs_lib.providers import RegionScope

_PATHS = {
    "kind": "$.detail-type",
    "region": "$.region",
    "state": "$.detail.state",
    "status": "$.detail.status",
    "resource": "$.detail.resourceArn",
    "text": "$.detail.statusMessage",
}
"""A restore has a status where the others have a state. A path that an event lacks leaves nothing behind."""
_LINES = (
    "AWS Backup in <region>: <kind>, <state><status>.",
    "<text>",
    "Resource: <resource>. Jobs: https://<region>.console.aws.amazon.com/backup/home?region=<region>#/jobs",
)


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
        rule = CloudwatchEventRule(
            self,
            "rule",
            provider=region.provider,
            name=region.naming.name("backup-jobs"),
            description=f"Failed backups, copies and restores of {region.naming.name()} in {region.name}",
            event_pattern=_pattern(vault_arn, restore_role_arn),
            tags=region.tags(),
        )
        CloudwatchEventTarget(
            self,
            "target",
            provider=region.provider,
            rule=rule.name,
            target_id="topic",
            arn=topic_arn,
            input_transformer=CloudwatchEventTargetInputTransformer(
                input_paths=_PATHS, input_template="\n".join(json.dumps(line) for line in _LINES)
            ),
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
