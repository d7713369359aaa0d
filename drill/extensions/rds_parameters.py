"""RDS: parameters that say who set them."""

from collections.abc import Iterable
from typing import Any

from moto.rds.models import DBParameterGroup

from drill.extensions.registry import extends

_moto_update = DBParameterGroup.update_parameters


@extends(
    DBParameterGroup,
    "update_parameters",
    service="rds",
    action="ModifyDBParameterGroup",
    reason="a parameter that was set has the source user, by which the provider finds it",
)
def _update(self: DBParameterGroup, new_parameters: Iterable[dict[str, Any]]) -> None:
    _moto_update(self, [{"Source": "user", "IsModifiable": True, **each} for each in new_parameters])
