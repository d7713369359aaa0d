"""S3: replication rules as they were written, AWS's conditions for them, and policies with conditions."""

import json
from typing import Any

from moto.core.responses import ActionResult
from moto.s3.exceptions import ReplicationConfigurationNotFoundError, S3ClientError
from moto.s3.models import FakeBucket, S3Backend
from moto.s3.responses import S3Response

from drill.extensions.registry import extends, replaces

SERVICE = "s3"
LOGGING = "logging.s3.amazonaws.com"

Json = dict[str, Any]


class InvalidReplicationError(S3ClientError):
    """A replication that AWS refuses."""

    def __init__(self, message: str) -> None:
        super().__init__("InvalidRequest", message)


_moto_put_replication = S3Backend.put_bucket_replication
_moto_permission = FakeBucket.get_permission


@extends(
    S3Backend,
    "put_bucket_replication",
    service=SERVICE,
    action="PutBucketReplication",
    reason="replication needs versioning on both sides (F18) and rules of different priorities",
)
def _put_replication(self: S3Backend, bucket_name: str, replication: Json) -> None:
    _moto_put_replication(self, bucket_name, replication)
    try:
        _check(self, bucket_name, replication["Rule"])
    except InvalidReplicationError:
        self.delete_bucket_replication(bucket_name)
        raise


def _check(backend: S3Backend, bucket_name: str, rules: list[Json]) -> None:
    if not backend.get_bucket(bucket_name).is_versioned:
        raise InvalidReplicationError(
            "Versioning must be 'Enabled' on the bucket to apply a replication configuration"
        )
    for rule in rules:
        destination = rule["Destination"]["Bucket"].removeprefix("arn:aws:s3:::")
        if not backend.get_bucket(destination).is_versioned:
            raise InvalidReplicationError("Destination bucket must have versioning enabled.")
    priorities = [rule["Priority"] for rule in rules]
    if len(set(priorities)) != len(priorities):
        raise InvalidReplicationError("Found multiple rules with the same priority")


@extends(
    S3Response,
    "get_bucket_replication",
    service=SERVICE,
    action="GetBucketReplication",
    reason="moto answers every rule without its filter, delete markers, replica changes and encryption",
)
def _get_replication(self: S3Response) -> Any:  # noqa: ANN401 - moto's own type for an answer
    self.data["Action"] = "GetBucketReplication"
    replication = self.backend.get_bucket_replication(self.bucket_name)
    if not replication:
        raise ReplicationConfigurationNotFoundError(bucket_name=self.bucket_name)
    rules = [_rule(rule) for rule in replication["Rule"]]
    answer = {"ReplicationConfiguration": {"Role": replication["Role"], "Rules": rules}}
    return self.serialized(ActionResult(answer))


def _rule(rule: Json) -> Json:
    """The rule as it was read from XML, where numbers are text and an empty element is nothing."""
    rule = dict(rule)
    rule["Priority"] = int(rule["Priority"])
    rule["Filter"] = rule.get("Filter") or {}
    if "Prefix" in rule["Filter"]:
        rule["Filter"] = {**rule["Filter"], "Prefix": rule["Filter"]["Prefix"] or ""}
    destination = dict(rule["Destination"])
    for part, inner in (("Metrics", "EventThreshold"), ("ReplicationTime", "Time")):
        if inner in destination.get(part, {}):
            minutes = {"Minutes": int(destination[part][inner]["Minutes"])}
            destination[part] = {**destination[part], inner: minutes}
    return {**rule, "Destination": destination}


@extends(
    FakeBucket,
    "get_permission",
    service=SERVICE,
    action="(bucket policies)",
    reason="a statement under a condition, such as TLS, is not held against a call on loopback",
)
def _permission(self: FakeBucket, action: str, resource: str) -> Any:  # noqa: ANN401 - moto's result
    kept = self.policy
    if kept is None:
        return _moto_permission(self, action, resource)
    document = json.loads(kept)
    statements = document["Statement"]
    statements = [statements] if isinstance(statements, dict) else statements
    document["Statement"] = [each for each in statements if not each.get("Condition")]
    bucket: Any = _WithPolicy(json.dumps(document).encode())
    return _moto_permission(bucket, action, resource)


class _WithPolicy:
    """As much of a bucket as moto's check reads."""

    def __init__(self, policy: bytes) -> None:
        self.policy = policy


def _may_log(target_bucket: FakeBucket, target_prefix: str | None) -> bool:
    document = json.loads(target_bucket.policy or b'{"Statement": []}')
    objects = {f"{target_bucket.arn}/{prefix}*" for prefix in ("", target_prefix or "")}
    return any(
        each["Effect"] == "Allow"
        and LOGGING in _all(each.get("Principal", {}), "Service")
        and "s3:PutObject" in _all(each, "Action")
        and objects & set(_all(each, "Resource"))
        for each in document["Statement"]
    )


def _all(holder: object, key: str) -> list[str]:
    """One value or several."""
    found = holder.get(key, []) if isinstance(holder, dict) else []
    return [found] if isinstance(found, str) else list(found)


replaces(
    FakeBucket,
    "_log_permissions_enabled_policy",
    staticmethod(_may_log),
    service=SERVICE,
    action="PutBucketLogging",
    reason="moto stumbles over a policy with a statement for everybody, or with lists",
)
