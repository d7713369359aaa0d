"""Route 53 DNSSEC: key-signing keys and a zone's signing, of which moto has nothing."""

import base64
import hashlib
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

from moto.core.responses import ActionResult
from moto.core.utils import utcnow
from moto.route53.exceptions import Route53ClientError
from moto.route53.models import FakeZone
from moto.route53.responses import Route53

from drill.extensions.registry import extends

SERVICE = "route53"


def _answers(action: str, method: str, reason: str) -> Callable[[Callable[[Any], dict[str, Any]]], object]:
    def declare(function: Callable[[Any], dict[str, Any]]) -> object:
        def answer(self: Route53) -> ActionResult:
            return ActionResult(function(self))

        return extends(Route53, method, service=SERVICE, action=action, reason=reason)(answer)

    return declare


def _zone(self: Route53) -> FakeZone:
    return self.backend.get_hosted_zone(self._get_param("HostedZoneId"))


def _keys(zone: FakeZone) -> dict[str, dict[str, Any]]:
    """The zone's keys by name; they live on moto's object, so a reset forgets them too."""
    keys: dict[str, dict[str, Any]] = zone.__dict__.setdefault("signing_keys", {})
    return keys


def _key(self: Route53) -> dict[str, Any]:
    found = _keys(_zone(self)).get(self._get_param("Name"))
    if found is None:
        raise Route53ClientError("NoSuchKeySigningKey", "The specified key-signing key (KSK) doesn't exist.")
    return found


def _signs(zone: FakeZone) -> bool:
    return bool(zone.__dict__.get("signs", False))


@_answers("CreateKeySigningKey", "create_key_signing_key", "moto has no key-signing keys")
def _create(self: Route53) -> dict[str, Any]:
    zone, name, arn = _zone(self), self._get_param("Name"), self._get_param("KeyManagementServiceArn")
    if not arn.startswith("arn:aws:kms:us-east-1:"):
        raise Route53ClientError("InvalidKMSArn", "The KMS key must be in us-east-1.")
    if zone.private_zone:
        raise Route53ClientError("InvalidArgument", "A private hosted zone cannot be signed.")
    if name in _keys(zone):
        raise Route53ClientError("KeySigningKeyAlreadyExists", f"The zone has a key {name}.")
    digest = hashlib.sha256(f"{zone.name}{arn}".encode()).hexdigest().upper()
    public = base64.b64encode(digest.encode()).decode()
    tag = int(digest[:4], 16)
    now = utcnow().replace(microsecond=0)
    _keys(zone)[name] = {
        "Name": name,
        "KmsArn": arn,
        "Flag": 257,
        "SigningAlgorithmMnemonic": "ECDSAP256SHA256",
        "SigningAlgorithmType": 13,
        "DigestAlgorithmMnemonic": "SHA-256",
        "DigestAlgorithmType": 2,
        "KeyTag": tag,
        "DigestValue": digest,
        "PublicKey": public,
        "DSRecord": f"{tag} 13 2 {digest}",
        "DNSKEYRecord": f"257 3 13 {public}",
        "Status": self._get_param("Status"),
        "CreatedDate": now,
        "LastModifiedDate": now,
    }
    location = f"https://route53.amazonaws.com/2013-04-01/keysigningkey/{zone.resource_id}/{name}"
    return {"KeySigningKey": _keys(zone)[name], "Location": location}


@_answers("GetDNSSEC", "get_dnssec", "moto says of every zone that it is not signed")
def _get(self: Route53) -> dict[str, Any]:
    zone = _zone(self)
    status = "SIGNING" if _signs(zone) else "NOT_SIGNING"
    return {"Status": {"ServeSignature": status}, "KeySigningKeys": list(_keys(zone).values())}


@_answers("EnableHostedZoneDNSSEC", "enable_hosted_zone_dnssec", "moto signs no zone")
def _enable(self: Route53) -> dict[str, Any]:
    zone = _zone(self)
    if not any(key["Status"] == "ACTIVE" for key in _keys(zone).values()):
        raise Route53ClientError("KeySigningKeyWithActiveStatusNotFound", "The zone has no active key.")
    zone.__dict__["signs"] = True
    return {}


@_answers("DisableHostedZoneDNSSEC", "disable_hosted_zone_dnssec", "moto signs no zone")
def _disable(self: Route53) -> dict[str, Any]:
    _zone(self).__dict__["signs"] = False
    return {}


@_answers("ActivateKeySigningKey", "activate_key_signing_key", "moto has no key-signing keys")
def _activate(self: Route53) -> dict[str, Any]:
    _key(self).update(Status="ACTIVE", LastModifiedDate=datetime.now(UTC))
    return {}


@_answers("DeactivateKeySigningKey", "deactivate_key_signing_key", "a key that signs cannot be switched off")
def _deactivate(self: Route53) -> dict[str, Any]:
    key, zone = _key(self), _zone(self)
    others = [each for each in _keys(zone).values() if each is not key and each["Status"] == "ACTIVE"]
    if _signs(zone) and not others:
        raise Route53ClientError("KeySigningKeyInUse", "The zone is signed with this key alone.")
    key.update(Status="INACTIVE", LastModifiedDate=datetime.now(UTC))
    return {}


@_answers("DeleteKeySigningKey", "delete_key_signing_key", "moto has no key-signing keys")
def _delete(self: Route53) -> dict[str, Any]:
    if _key(self)["Status"] == "ACTIVE":
        raise Route53ClientError("InvalidKeySigningKeyStatus", "An active key cannot be deleted.")
    del _keys(_zone(self))[self._get_param("Name")]
    return {}
