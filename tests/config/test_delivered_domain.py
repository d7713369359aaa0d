"""Two names: the visitors', and the one under which the edge finds the regions."""

from typing import Any

import pytest
from pydantic import ValidationError

from config.delivered_domain import DeliveredDomain

DOMAIN: dict[str, Any] = {"name": "shop.example.com", "zone": {"name": "example.com", "lookup_zone": True}}


def refusal(**changes: Any) -> str:  # noqa: ANN401  # whatever YAML can say
    with pytest.raises(ValidationError) as refused:
        DeliveredDomain.model_validate({**DOMAIN, **changes})
    return str(refused.value)


def test_the_origin_stands_below_the_name() -> None:
    assert DeliveredDomain.model_validate(DOMAIN).origin == "origin.shop.example.com"
    assert DeliveredDomain.model_validate({**DOMAIN, "origin_label": "regions"}).origin == (
        "regions.shop.example.com"
    )


def test_a_certificate_of_another_region_is_no_use_to_the_edge() -> None:
    message = refusal(edge_certificate_arn="arn:aws:acm:eu-west-1:123456789012:certificate/abc")

    assert "edge_certificate_arn: allowed: a certificate of us-east-1: CloudFront takes no other" in message


def test_a_name_too_long_for_acm_needs_the_edges_certificate_too() -> None:
    """With the regions' given, the one in us-east-1 is still requested."""
    long: dict[str, Any] = {
        "name": f"{'a' * 60}.shop.example.com",
        "certificate_arns": {"eu-west-1": "arn:aws:acm:eu-west-1:123456789012:certificate/abc"},
    }
    of_edge = "arn:aws:acm:us-east-1:123456789012:certificate/abc"

    message = refusal(**long)
    assert "name: allowed: at most 64 characters where the certificate is requested" in message
    assert "give certificates in `edge_certificate_arn`" in message
    for given in (
        {"edge_certificate_arn": of_edge},
        {"certificate_arns": {**long["certificate_arns"], "us-east-1": of_edge}},
    ):
        assert DeliveredDomain.model_validate({**DOMAIN, **long, **given}).name == long["name"]


def test_the_witness_keeps_its_name() -> None:
    assert "origin_label: allowed: another label: under this one stands the record that the controller" in (
        refusal(origin_label="witness")
    )


def test_an_origin_too_long_for_dns_is_refused() -> None:
    labels = ".".join(["a" * 60] * 4)  # 243 characters
    message = refusal(name=f"{labels}", zone={"name": "a" * 60 + "." + "a" * 60}, origin_label="b" * 60)

    assert "origin_label: allowed: at most 253 characters together with `name`" in message


@pytest.mark.parametrize("label", ["", "-a", "a.b", "A", "a_b", "a" * 64])
def test_a_label_is_one_label(label: str) -> None:
    assert "origin_label" in refusal(origin_label=label)
