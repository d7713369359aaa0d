"""ACM: DNS validation as on AWS, where a certificate is issued when its record is found, and not before."""

import hashlib
from typing import Any

from moto.acm.models import CertBundle
from moto.route53.models import route53_backends

from drill.extensions.registry import extends

SERVICE = "acm"


def validation_record(account: str, domain: str) -> tuple[str, str]:
    """Name and value of a domain's validation CNAME.

    They depend on the account and the domain alone, so every region of an account shares one record, and a
    wildcard shares its parent's.
    """
    parent = domain.removeprefix("*.")
    digest = hashlib.sha256(f"{account}/{parent}".encode()).hexdigest()
    return f"_{digest[:32]}.{parent}.", f"_{digest[32:]}.{_letters(digest)}.acm-validations.aws."


def _letters(digest: str) -> str:
    return "".join(chr(ord("a") + int(digest[index : index + 2], 16) % 26) for index in range(0, 20, 2))


def _account(certificate: CertBundle) -> str:
    return str(certificate.arn).split(":")[4]


@extends(
    CertBundle,
    "check",
    service=SERVICE,
    action="(validation)",
    reason="a certificate is issued once each of its validation records stands in a public zone",
)
def _check(self: CertBundle) -> None:
    if self.type != "AMAZON_ISSUED" or self.status != "PENDING_VALIDATION":
        return
    account = _account(self)
    published = {
        (record.name.rstrip(".").lower(), value.rstrip("."))
        # From outside: it makes no difference whose zone it is.
        for owner in list(route53_backends)
        for zone in route53_backends[owner]["aws"].zones.values()
        if not zone.private_zone
        for record in zone.rrsets
        if record.type == "CNAME"
        for value in record.records
    }
    needed = {validation_record(account, str(name)) for name in [self.common_name, *self.sans]}
    if all((name.rstrip(".").lower(), value.rstrip(".")) in published for name, value in needed):
        self.status = "ISSUED"


_moto_describe = CertBundle.describe


@extends(
    CertBundle,
    "describe",
    service=SERVICE,
    action="DescribeCertificate",
    reason="the validation record depends on account and domain alone: one record serves all regions",
)
def _describe(self: CertBundle) -> dict[str, Any]:
    result = _moto_describe(self)
    for option in result["Certificate"].get("DomainValidationOptions", []):
        name, value = validation_record(_account(self), option["DomainName"])
        option["ResourceRecord"] = {"Name": name, "Type": "CNAME", "Value": value}
    return result
