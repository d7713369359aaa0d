"""AWS Backup's restore tests. Nothing is restored."""

import re
from typing import Any

from moto.backup.exceptions import InvalidParameterValueException, ResourceNotFoundException
from moto.backup.models import BackupBackend
from moto.backup.responses import BackupResponse
from moto.core.responses import ActionResult, EmptyResult
from moto.core.utils import unix_time

from drill.extensions.registry import extends

SERVICE = "backup"
REASON = "moto has no restore tests"
NAME = re.compile(r"[A-Za-z0-9_]{1,50}")

Json = dict[str, Any]


def _plans(backend: BackupBackend) -> dict[str, Json]:
    """The region's restore testing plans by name."""
    found: dict[str, Json] = backend.__dict__.setdefault("restore_testing_plans", {})
    return found


def _selections(backend: BackupBackend) -> dict[tuple[str, str], Json]:
    """The region's selections by the plan's name and their own."""
    found: dict[tuple[str, str], Json] = backend.__dict__.setdefault("restore_testing_selections", {})
    return found


def _plan(response: BackupResponse) -> Json:
    name = response._get_param("RestoreTestingPlanName")
    if name not in _plans(response.backup_backend):
        raise ResourceNotFoundException(msg=f"Restore testing plan {name} not found")
    return _plans(response.backup_backend)[name]


def _key(response: BackupResponse) -> tuple[str, str]:
    plan = response._get_param("RestoreTestingPlanName")
    key = (plan, response._get_param("RestoreTestingSelectionName"))
    if key not in _selections(response.backup_backend):
        raise ResourceNotFoundException(msg=f"Restore testing selection {key[1]} of {plan} not found")
    return key


def _checked(name: str) -> str:
    if not NAME.fullmatch(name):
        raise InvalidParameterValueException(
            msg=f"{name}: 1 to 50 letters, digits and underscores are allowed"
        )
    return name


def _named(plan: Json) -> Json:
    shown = ("RestoreTestingPlanName", "RestoreTestingPlanArn", "CreationTime")
    return {name: plan[name] for name in shown}


@extends(
    BackupResponse,
    "create_restore_testing_plan",
    service=SERVICE,
    action="CreateRestoreTestingPlan",
    reason=REASON,
)
def _create_plan(self: BackupResponse) -> ActionResult:
    backend, plan = self.backup_backend, dict(self._get_param("RestoreTestingPlan"))
    name = _checked(plan["RestoreTestingPlanName"])
    plan["RestoreTestingPlanArn"] = (
        f"arn:aws:backup:{backend.region_name}:{backend.account_id}:restore-testing-plan:{name}"
    )
    plan |= {"CreationTime": unix_time(), "LastUpdateTime": unix_time()}
    plan.setdefault("StartWindowHours", 24)
    plan.setdefault("ScheduleExpressionTimezone", "Etc/UTC")
    selection = plan["RecoveryPointSelection"]
    selection.setdefault("SelectionWindowDays", 30)
    selection.setdefault("ExcludeVaults", [])
    _plans(backend)[name] = plan
    if tags := self._get_param("Tags"):
        backend.tag_resource(plan["RestoreTestingPlanArn"], tags)
    return ActionResult(_named(plan))


@extends(
    BackupResponse,
    "get_restore_testing_plan",
    service=SERVICE,
    action="GetRestoreTestingPlan",
    reason=REASON,
)
def _get_plan(self: BackupResponse) -> ActionResult:
    return ActionResult({"RestoreTestingPlan": _plan(self)})


@extends(
    BackupResponse,
    "update_restore_testing_plan",
    service=SERVICE,
    action="UpdateRestoreTestingPlan",
    reason=REASON,
)
def _update_plan(self: BackupResponse) -> ActionResult:
    plan = _plan(self)
    plan |= self._get_param("RestoreTestingPlan") | {"LastUpdateTime": unix_time()}
    return ActionResult({**_named(plan), "UpdateTime": plan["LastUpdateTime"]})


@extends(
    BackupResponse,
    "delete_restore_testing_plan",
    service=SERVICE,
    action="DeleteRestoreTestingPlan",
    reason=REASON,
)
def _delete_plan(self: BackupResponse) -> EmptyResult:
    del _plans(self.backup_backend)[_plan(self)["RestoreTestingPlanName"]]
    return EmptyResult()


@extends(
    BackupResponse,
    "create_restore_testing_selection",
    service=SERVICE,
    action="CreateRestoreTestingSelection",
    reason=REASON,
)
def _create_selection(self: BackupResponse) -> ActionResult:
    plan, selection = _plan(self), dict(self._get_param("RestoreTestingSelection"))
    name = _checked(selection["RestoreTestingSelectionName"])
    selection["RestoreTestingPlanName"] = plan["RestoreTestingPlanName"]
    selection["CreationTime"] = unix_time()
    selection.setdefault("ProtectedResourceArns", ["*"])
    _selections(self.backup_backend)[plan["RestoreTestingPlanName"], name] = selection
    return ActionResult({**_named(plan), "RestoreTestingSelectionName": name})


@extends(
    BackupResponse,
    "get_restore_testing_selection",
    service=SERVICE,
    action="GetRestoreTestingSelection",
    reason=REASON,
)
def _get_selection(self: BackupResponse) -> ActionResult:
    return ActionResult({"RestoreTestingSelection": _selections(self.backup_backend)[_key(self)]})


@extends(
    BackupResponse,
    "update_restore_testing_selection",
    service=SERVICE,
    action="UpdateRestoreTestingSelection",
    reason=REASON,
)
def _update_selection(self: BackupResponse) -> ActionResult:
    key = _key(self)
    _selections(self.backup_backend)[key] |= self._get_param("RestoreTestingSelection")
    shown = {**_named(_plan(self)), "RestoreTestingSelectionName": key[1], "UpdateTime": unix_time()}
    return ActionResult(shown)


@extends(
    BackupResponse,
    "delete_restore_testing_selection",
    service=SERVICE,
    action="DeleteRestoreTestingSelection",
    reason=REASON,
)
def _delete_selection(self: BackupResponse) -> EmptyResult:
    del _selections(self.backup_backend)[_key(self)]
    return EmptyResult()
