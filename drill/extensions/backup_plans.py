"""AWS Backup: what a plan backs up, plans that change and go, and vaults that are empty. Nothing is backed
up."""

import uuid
from typing import Any

from moto.backup.exceptions import InvalidRequestException, ResourceNotFoundException
from moto.backup.models import BackupBackend, Plan
from moto.backup.responses import BackupResponse
from moto.core.responses import ActionResult, EmptyResult
from moto.core.utils import unix_time

from drill.extensions.registry import extends

SERVICE = "backup"
COLD_AT_LEAST_DAYS = 90

Json = dict[str, Any]


def _selections(plan: Plan) -> dict[str, Json]:
    """A plan's selections by id."""
    found: dict[str, Json] = plan.__dict__.setdefault("selections", {})
    return found


def _plan(response: BackupResponse) -> Plan:
    return response.backup_backend.get_backup_plan(response._get_param("backupPlanId"), None)


def _selection(response: BackupResponse) -> Json:
    selection_id = response._get_param("selectionId")
    found = _selections(_plan(response)).get(selection_id)
    if found is None:
        raise ResourceNotFoundException(msg=f"Cannot find Backup Selection {selection_id}")
    return found


_moto_init = Plan.__init__


@extends(
    Plan,
    "__init__",
    service=SERVICE,
    action="CreateBackupPlan",
    reason="refused as on AWS: a lifecycle that leaves cold storage before 90 days, a plan without its vault",
)
def _init(self: Plan, backup_plan: Json, creator_request_id: str, backend: BackupBackend) -> None:
    _check(backup_plan, backend)
    _moto_init(self, backup_plan, creator_request_id, backend)


def _check(document: Json, backend: BackupBackend) -> None:
    for rule in document["Rules"]:
        backend.describe_backup_vault(rule["TargetBackupVaultName"])
        for holder in (rule, *rule.get("CopyActions", ())):
            kept = holder.get("Lifecycle") or {}
            cold, deleted = kept.get("MoveToColdStorageAfterDays"), kept.get("DeleteAfterDays")
            if cold and deleted and deleted < cold + COLD_AT_LEAST_DAYS:
                raise InvalidRequestException(
                    msg="DeleteAfterDays cannot be less than 90 days apart from MoveToColdStorageAfterDays"
                )


@extends(
    BackupResponse,
    "update_backup_plan",
    service=SERVICE,
    action="UpdateBackupPlan",
    reason="moto has no such call: a plan whose copies change stays itself",
)
def _update_plan(self: BackupResponse) -> ActionResult:
    plan, document = _plan(self), self._get_param("BackupPlan")
    # Made as a new one, for the defaults that moto fills in.
    renewed = Plan(document, plan.creator_request_id, self.backup_backend)
    plan.backup_plan, plan.version_id = renewed.backup_plan, renewed.version_id
    return ActionResult(plan.to_dict())


@extends(
    BackupBackend,
    "delete_backup_plan",
    service=SERVICE,
    action="DeleteBackupPlan",
    reason="moto keeps a deleted plan, and refuses another of its name; refused as on AWS while it has "
    "selections",
)
def _delete_plan(self: BackupBackend, backup_plan_id: str) -> tuple[str, str, float, str]:
    plan = self.get_backup_plan(backup_plan_id, None)
    if _selections(plan):
        raise InvalidRequestException(msg="Related backup plan selections must be deleted prior to plan")
    del self.plans[backup_plan_id]
    return backup_plan_id, plan.backup_plan_arn, unix_time(), plan.version_id


@extends(
    BackupResponse,
    "create_backup_selection",
    service=SERVICE,
    action="CreateBackupSelection",
    reason="moto has no selections",
)
def _create_selection(self: BackupResponse) -> ActionResult:
    plan = _plan(self)
    selection = {
        "SelectionId": str(uuid.uuid4()),
        "BackupPlanId": plan.backup_plan_id,
        "CreationDate": unix_time(),
        "BackupSelection": self._get_param("BackupSelection"),
    }
    _selections(plan)[selection["SelectionId"]] = selection
    return ActionResult(selection)


@extends(
    BackupResponse,
    "get_backup_selection",
    service=SERVICE,
    action="GetBackupSelection",
    reason="moto has no selections",
)
def _get_selection(self: BackupResponse) -> ActionResult:
    return ActionResult(_selection(self))


@extends(
    BackupResponse,
    "delete_backup_selection",
    service=SERVICE,
    action="DeleteBackupSelection",
    reason="moto has no selections",
)
def _delete_selection(self: BackupResponse) -> EmptyResult:
    del _selections(_plan(self))[_selection(self)["SelectionId"]]
    return EmptyResult()


@extends(
    BackupResponse,
    "list_recovery_points_by_backup_vault",
    service=SERVICE,
    action="ListRecoveryPointsByBackupVault",
    reason="moto has no backups, so every vault is empty",
)
def _list_recovery_points(self: BackupResponse) -> ActionResult:
    self.backup_backend.describe_backup_vault(self._get_param("backupVaultName"))
    return ActionResult({"RecoveryPoints": []})


@extends(
    BackupResponse,
    "list_tags",
    service=SERVICE,
    action="ListTags",
    reason="moto finds the resource only where the path ends in a slash",
)
def _list_tags(self: BackupResponse) -> ActionResult:
    return ActionResult({"Tags": self.backup_backend.list_tags(self._get_param("resourceArn"))})
