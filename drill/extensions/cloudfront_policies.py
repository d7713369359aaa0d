"""CloudFront's cache, origin-request and response-headers policies, which moto does not have."""

import secrets
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from moto.cloudfront.exceptions import CloudFrontException
from moto.cloudfront.models import CloudFrontBackend, random_id
from moto.cloudfront.responses import CloudFrontResponse
from moto.core.responses import ActionResult, EmptyResult
from moto.core.utils import utcnow

from drill.extensions.registry import extends

SERVICE = "cloudfront"
MANAGED = {
    "4135ea2d-6df8-44a3-9df3-4b5a84be39ad": "CachePolicy",  # CachingDisabled
    "658327ea-f89d-4fab-a63d-7e88639e58f6": "CachePolicy",  # CachingOptimized
    "216adef6-5c7f-47e4-b989-5492eafa07d3": "OriginRequestPolicy",  # AllViewer
    "bf0718e1-ba1e-49d1-88b1-f726733018ae": "OriginRequestPolicy",  # HostHeaderOnly
}
"""Some of the policies that every account has, and their kinds."""

Json = dict[str, Any]


@dataclass(frozen=True)
class _Kind:
    name: str
    """As in the API: `CachePolicy`."""
    path: str

    @property
    def snake(self) -> str:
        """As in moto's methods: `cache_policy`."""
        return self.path.replace("-", "_")


KINDS = (
    _Kind("CachePolicy", "cache-policy"),
    _Kind("OriginRequestPolicy", "origin-request-policy"),
    _Kind("ResponseHeadersPolicy", "response-headers-policy"),
)


@dataclass
class Policy:
    """One policy of the account."""

    config: Json
    id: str = field(default_factory=lambda: secrets.token_hex(16))
    etag: str = field(default_factory=random_id)


def policies_of(backend: CloudFrontBackend, kind: str) -> dict[str, Policy]:
    """The account's policies of a kind (`CachePolicy` and so on) by id."""
    kinds: dict[str, dict[str, Policy]] = backend.__dict__.setdefault("policies", {})
    return kinds.setdefault(kind, {})


def _found(response: CloudFrontResponse, kind: _Kind) -> Policy:
    policy = policies_of(response.backend, kind.name).get(response._get_param("Id"))
    if policy is None:
        raise CloudFrontException(f"NoSuch{kind.name}", f"The {kind.path} does not exist.")
    return policy


def _answer(policy: Policy, kind: _Kind) -> ActionResult:
    shown = {"Id": policy.id, "LastModifiedTime": utcnow(), f"{kind.name}Config": policy.config}
    return ActionResult({kind.name: shown, "ETag": policy.etag, "Location": f"{kind.path}/{policy.id}"})


def _in_use(backend: CloudFrontBackend, policy_id: str) -> Iterator[str]:
    for distribution in backend.distributions.values():
        config = vars(distribution.distribution_config)
        behaviors = [config["DefaultCacheBehavior"], *(config["CacheBehaviors"].get("Items") or [])]
        if any(policy_id in behavior.values() for behavior in behaviors):
            yield distribution.distribution_id


def _add(kind: _Kind) -> None:
    reason = f"moto has no {kind.path.replace('-', ' ').replace('policy', 'policies')}"
    config_name = f"{kind.name}Config"

    @extends(
        CloudFrontResponse,
        f"create_{kind.snake}",
        service=SERVICE,
        action=f"Create{kind.name}",
        reason=reason,
    )
    def _create(self: CloudFrontResponse) -> ActionResult:
        config = self._get_param(config_name, {})
        policies = policies_of(self.backend, kind.name)
        if config["Name"] in [policy.config["Name"] for policy in policies.values()]:
            raise CloudFrontException(f"{kind.name}AlreadyExists", f"A {kind.path} of this name exists.")
        policy = Policy(config)
        policies[policy.id] = policy
        return _answer(policy, kind)

    @extends(
        CloudFrontResponse, f"get_{kind.snake}", service=SERVICE, action=f"Get{kind.name}", reason=reason
    )
    def _get(self: CloudFrontResponse) -> ActionResult:
        return _answer(_found(self, kind), kind)

    @extends(
        CloudFrontResponse,
        f"update_{kind.snake}",
        service=SERVICE,
        action=f"Update{kind.name}",
        reason=reason,
    )
    def _update(self: CloudFrontResponse) -> ActionResult:
        policy = _found(self, kind)
        policy.config, policy.etag = self._get_param(config_name, {}), random_id()
        return _answer(policy, kind)

    @extends(
        CloudFrontResponse,
        f"delete_{kind.snake}",
        service=SERVICE,
        action=f"Delete{kind.name}",
        reason=f"{reason}; one that a distribution uses cannot be deleted",
    )
    def _delete(self: CloudFrontResponse) -> EmptyResult:
        policy = _found(self, kind)
        if any(_in_use(self.backend, policy.id)):
            raise CloudFrontException(f"{kind.name}InUse", f"The {kind.path} is attached to a distribution.")
        del policies_of(self.backend, kind.name)[policy.id]
        return EmptyResult()


for _kind in KINDS:
    _add(_kind)
