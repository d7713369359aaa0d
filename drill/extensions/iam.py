"""IAM: AWS's own policies, read once."""

import copy
from functools import cache

from moto.iam.models import IAMBackend, ManagedPolicy

from drill.extensions.registry import extends

_moto_policies = IAMBackend._init_aws_policies


@extends(
    IAMBackend,
    "_init_aws_policies",
    service="iam",
    action="(managed policies)",
    reason="AWS's own policies are read once for each account: it takes most of a second, after every reset",
)
def _policies(self: IAMBackend) -> list[ManagedPolicy]:
    # Copies, because each counts where it is attached.
    return [copy.copy(policy) for policy in _read(self.account_id, self.region_name)]


@cache
def _read(account_id: str, region: str) -> tuple[ManagedPolicy, ...]:
    backend = IAMBackend.__new__(IAMBackend)
    backend.account_id, backend.region_name = account_id, region
    return tuple(_moto_policies(backend))
