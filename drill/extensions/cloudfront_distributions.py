"""CloudFront distributions: kept as they were written, and held to AWS's rules for them."""

from collections.abc import Iterator
from typing import Any

from moto.acm.models import acm_backends
from moto.cloudfront.exceptions import CloudFrontException, NoSuchDistribution, OriginDoesNotExist
from moto.cloudfront.models import CloudFrontBackend, Distribution, DistributionConfig

from drill.extensions.cloudfront_functions import live_arns
from drill.extensions.cloudfront_policies import MANAGED, policies_of
from drill.extensions.registry import extends

SERVICE = "cloudfront"

Json = dict[str, Any]
_moto_create = CloudFrontBackend.create_distribution_with_tags
_moto_update = CloudFrontBackend.update_distribution
_moto_delete = CloudFrontBackend.delete_distribution


@extends(
    DistributionConfig,
    "__init__",
    service=SERVICE,
    action="(distribution)",
    reason="moto rebuilds a distribution from the parts that it knows: origin groups, access controls, "
    "functions and policies are lost",
)
def _config(self: DistributionConfig, config: Json) -> None:
    for part in ("Aliases", "OriginGroups", "CacheBehaviors", "CustomErrorResponses"):
        config.setdefault(part, {"Quantity": 0})
    self.__dict__.update(config)
    self.caller_reference = config["CallerReference"]


@extends(
    CloudFrontBackend,
    "create_distribution_with_tags",
    service=SERVICE,
    action="CreateDistribution",
    reason="a name belongs to one distribution (F15), its certificate is of us-east-1 (F17), and what it "
    "refers to exists; a call that is sent again because its answer was lost is done once",
)
def _create(self: CloudFrontBackend, distribution_config: Json, tags: list[Json]) -> Any:  # noqa: ANN401
    for made in self.distributions.values():
        if distribution_config.items() <= vars(made.distribution_config).items():
            return made, made.location, made.etag
    _check(self, distribution_config)
    return _moto_create(self, distribution_config, tags)


@extends(
    CloudFrontBackend,
    "update_distribution",
    service=SERVICE,
    action="UpdateDistribution",
    reason="held to the same rules",
)
def _update(self: CloudFrontBackend, dist_config: Json, _id: str, if_match: bool) -> Any:  # noqa: ANN401
    _check(self, dist_config, _id)
    return _moto_update(self, dist_config, _id, if_match)


@extends(
    CloudFrontBackend,
    "delete_distribution",
    service=SERVICE,
    action="DeleteDistribution",
    reason="one that is switched on cannot be deleted",
)
def _delete(self: CloudFrontBackend, distribution_id: str, if_match: bool) -> None:
    if distribution_id not in self.distributions:
        raise NoSuchDistribution
    if vars(self.distributions[distribution_id].distribution_config)["Enabled"]:
        raise CloudFrontException("DistributionNotDisabled", "The distribution is not disabled.")
    _moto_delete(self, distribution_id, if_match)


def _check(backend: CloudFrontBackend, config: Json, own_id: str | None = None) -> None:
    others = [each for each in backend.distributions.values() if each.distribution_id != own_id]
    _check_names(config, others)
    _check_certificate(backend, config)
    _check_origins(backend, config)
    for behavior in _behaviors(config):
        _check_behavior(backend, behavior)


def _items(part: Json | None) -> list[Any]:
    return (part or {}).get("Items") or []


def _behaviors(config: Json) -> Iterator[Json]:
    yield config["DefaultCacheBehavior"]
    yield from _items(config.get("CacheBehaviors"))


def _check_names(config: Json, others: list[Distribution]) -> None:
    taken = {name for other in others for name in _items(vars(other.distribution_config)["Aliases"])}
    if taken & set(_items(config.get("Aliases"))):
        raise CloudFrontException(
            "CNAMEAlreadyExists",
            "One or more of the CNAMEs you provided are already associated with a different resource.",
        )


def _check_certificate(backend: CloudFrontBackend, config: Json) -> None:
    arn = config.get("ViewerCertificate", {}).get("ACMCertificateArn")
    if not arn:
        if _items(config.get("Aliases")):
            raise CloudFrontException(
                "InvalidViewerCertificate", "To add an alternate domain name you must attach a certificate."
            )
        return
    issued = {
        certificate.arn
        for certificate in acm_backends[backend.account_id]["us-east-1"]._certificates.values()
        if certificate.status == "ISSUED"
    }
    if arn not in issued:
        raise CloudFrontException(
            "InvalidViewerCertificate",
            "The specified SSL certificate doesn't exist, isn't in us-east-1 region, isn't valid, "
            "or doesn't include a valid certificate chain.",
        )


def _check_origins(backend: CloudFrontBackend, config: Json) -> None:
    origins = _items(config.get("Origins"))
    known = {origin["Id"] for origin in origins}
    groups = _items(config.get("OriginGroups"))
    for group in groups:
        members = {member["OriginId"] for member in _items(group["Members"])}
        if len(members) != 2 or not members <= known:
            raise CloudFrontException("InvalidArgument", "An origin group has two of the origins as members.")
    targets = {behavior["TargetOriginId"] for behavior in _behaviors(config)}
    if not targets <= known | {group["Id"] for group in groups}:
        raise OriginDoesNotExist
    for origin in origins:
        access = origin.get("OriginAccessControlId")
        if access and access not in backend.origin_access_controls:
            raise CloudFrontException("NoSuchOriginAccessControl", "The origin access control is not there.")


def _check_behavior(backend: CloudFrontBackend, behavior: Json) -> None:
    for kind in ("CachePolicy", "OriginRequestPolicy", "ResponseHeadersPolicy"):
        used = behavior.get(f"{kind}Id")
        if used and MANAGED.get(used) != kind and used not in policies_of(backend, kind):
            raise CloudFrontException(f"NoSuch{kind}", "The policy that a behavior names is not there.")
    for function in _items(behavior.get("FunctionAssociations")):
        if function["FunctionARN"] not in live_arns(backend):
            raise CloudFrontException(
                "InvalidFunctionAssociation", "The function of a behavior is not published."
            )
