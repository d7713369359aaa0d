"""Budgets: tags, changes, and who is told. Nothing is counted."""

import json
from typing import Any

from moto.budgets.models import Budget, BudgetsBackend, Notification
from moto.budgets.responses import BudgetsResponse

from drill.extensions.registry import extends

SERVICE = "budgets"

Json = dict[str, Any]


def _budget(response: BudgetsResponse) -> Budget:
    account, name = response._get_param("AccountId"), response._get_param("BudgetName")
    response.backend.describe_budget(account, name)  # raises where there is none
    return response.backend.budgets[account][name]


def _tags(backend: BudgetsBackend) -> dict[str, dict[str, str]]:
    """Tags by ARN."""
    found: dict[str, dict[str, str]] = backend.__dict__.setdefault("tags", {})
    return found


def _arn(account_id: str, name: str) -> str:
    return f"arn:aws:budgets::{account_id}:budget/{name}"


_moto_create = BudgetsResponse.create_budget


@extends(
    BudgetsResponse,
    "create_budget",
    service=SERVICE,
    action="CreateBudget",
    reason="tags given at the beginning are kept",
)
def _create(self: BudgetsResponse) -> str:
    answer = _moto_create(self)
    arn = _arn(self._get_param("AccountId"), self._get_param("Budget")["BudgetName"])
    _tags(self.backend)[arn] = {tag["Key"]: tag["Value"] for tag in self._get_param("ResourceTags") or ()}
    return answer


@extends(
    BudgetsResponse,
    "update_budget",
    service=SERVICE,
    action="UpdateBudget",
    reason="moto has no such call",
)
def _update(self: BudgetsResponse) -> str:
    account, new = self._get_param("AccountId"), self._get_param("NewBudget")
    self.backend.describe_budget(account, new["BudgetName"])
    self.backend.budgets[account][new["BudgetName"]].budget.update(new)
    return "{}"


@extends(
    BudgetsResponse,
    "list_tags_for_resource",
    service=SERVICE,
    action="ListTagsForResource",
    reason="moto has no such call",
)
def _list_tags(self: BudgetsResponse) -> str:
    tags = _tags(self.backend).get(self._get_param("ResourceARN"), {})
    return json.dumps({"ResourceTags": [{"Key": key, "Value": value} for key, value in tags.items()]})


@extends(
    BudgetsResponse,
    "tag_resource",
    service=SERVICE,
    action="TagResource",
    reason="moto has no such call",
)
def _tag(self: BudgetsResponse) -> str:
    tags = {tag["Key"]: tag["Value"] for tag in self._get_param("ResourceTags")}
    _tags(self.backend).setdefault(self._get_param("ResourceARN"), {}).update(tags)
    return "{}"


@extends(
    BudgetsResponse,
    "untag_resource",
    service=SERVICE,
    action="UntagResource",
    reason="moto has no such call",
)
def _untag(self: BudgetsResponse) -> str:
    for key in self._get_param("ResourceTagKeys"):
        _tags(self.backend).get(self._get_param("ResourceARN"), {}).pop(key, None)
    return "{}"


@extends(
    BudgetsResponse,
    "describe_subscribers_for_notification",
    service=SERVICE,
    action="DescribeSubscribersForNotification",
    reason="moto has no such call",
)
def _subscribers(self: BudgetsResponse) -> str:
    wanted: Json = self._get_param("Notification")
    subscribers: Any = next(
        (each.subscribers for each in _budget(self).notifications if _same(each, wanted)), []
    )
    return json.dumps({"Subscribers": subscribers})


def _same(notification: Notification, wanted: Json) -> bool:
    """Whether these are one: AWS shows more of it than it is asked by."""
    return all(notification.details.get(key) == value for key, value in wanted.items())
