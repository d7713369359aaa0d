"""Secrets Manager: a copy in another region under a key of that region."""

from moto.secretsmanager.models import FakeSecret, ReplicaSecret

from drill.extensions.registry import extends

_moto_create = FakeSecret.create_replicas


@extends(
    FakeSecret,
    "create_replicas",
    service="secretsmanager",
    action="ReplicateSecretToRegions",
    reason="a copy shows the key that it was given (F19); moto shows AWS's own for all",
)
def _create(
    self: FakeSecret, replica_regions: list[dict[str, str]], force_overwrite: bool
) -> list[ReplicaSecret]:
    replicas = _moto_create(self, replica_regions, force_overwrite)
    keys = {wanted["Region"]: wanted.get("KmsKeyId") for wanted in replica_regions or []}
    for replica in replicas:
        if key := keys.get(replica.region):
            replica.config["KmsKeyId"] = key
    return replicas
