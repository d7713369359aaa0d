"""Secrets Manager: rotation by a function, step by step, and what is left when a step fails."""

import json
import time
import uuid
from typing import Any

from moto.awslambda.utils import get_backend
from moto.secretsmanager.exceptions import InvalidRequestException
from moto.secretsmanager.models import FakeSecret, SecretsManagerBackend

from drill.extensions.registry import extends

STEPS = ("createSecret", "setSecret", "testSecret", "finishSecret")
PENDING, CURRENT = "AWSPENDING", "AWSCURRENT"

_moto_rotate = SecretsManagerBackend.rotate_secret


@extends(
    SecretsManagerBackend,
    "rotate_secret",
    service="secretsmanager",
    action="RotateSecret",
    reason="a rotation ends with the step that fails, and the next call takes it up again; without rotating "
    "at once the function is tried with a version that goes away again",
)
def _rotate(
    self: SecretsManagerBackend,
    secret_id: str,
    client_request_token: str | None = None,
    rotation_lambda_arn: str | None = None,
    rotation_rules: dict[str, Any] | None = None,
    rotate_immediately: bool = True,
) -> str:
    secret = self.secrets.get(secret_id)
    if not isinstance(secret, FakeSecret) or not (rotation_lambda_arn or secret.rotation_lambda_arn):
        return _moto_rotate(
            self, secret_id, client_request_token, rotation_lambda_arn, rotation_rules, rotate_immediately
        )
    secret.rotation_lambda_arn = rotation_lambda_arn or secret.rotation_lambda_arn
    days = (rotation_rules or {}).get("AutomaticallyAfterDays", secret.auto_rotate_after_days)
    secret.rotation_requested = secret.rotation_enabled = True
    secret.auto_rotate_after_days = days
    secret.next_rotation_date = int(time.time()) + days * 86400
    version = client_request_token or str(uuid.uuid4())
    if not rotate_immediately:
        _try_out(self, secret, version)
    elif unfinished := _unfinished(secret):
        _go_through(self, secret, unfinished)
        raise InvalidRequestException(
            "A previous rotation isn't complete. That rotation will be reattempted."
        )
    else:
        secret.remove_version_stages_from_old_versions([PENDING])
        secret.versions[version] = _version(version)
        _go_through(self, secret, version)
    secret.last_rotation_date = int(time.time())
    return secret.to_short_dict()


def _unfinished(secret: FakeSecret) -> str | None:
    return next(
        (
            id_
            for id_, version in secret.versions.items()
            if PENDING in version["version_stages"] and CURRENT not in version["version_stages"]
        ),
        None,
    )


def _version(id_: str) -> dict[str, Any]:
    return {"createdate": int(time.time()), "version_id": id_, "version_stages": [PENDING]}


def _try_out(backend: SecretsManagerBackend, secret: FakeSecret, version: str) -> None:
    if _unfinished(secret):
        return
    current = next(each for each in secret.versions.values() if CURRENT in each["version_stages"])
    secret.versions[version] = _version(version) | {"secret_string": current["secret_string"]}
    _step(backend, secret, version, "testSecret")
    del secret.versions[version]


def _go_through(backend: SecretsManagerBackend, secret: FakeSecret, version: str) -> None:
    for step in STEPS:
        if not _step(backend, secret, version, step):
            return


def _step(backend: SecretsManagerBackend, secret: FakeSecret, version: str, step: str) -> bool:
    """Whether the function did it."""
    answered: dict[str, str] = {}
    event = {"Step": step, "SecretId": secret.arn, "ClientRequestToken": version}
    get_backend(backend.account_id, backend.region_name).invoke(
        secret.rotation_lambda_arn,
        qualifier=None,
        body=json.dumps(event),
        headers={},
        response_headers=answered,
    )
    return "x-amz-function-error" not in answered
