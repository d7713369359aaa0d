"""Websites for tests: the example's shape, with what a test is about changed."""

from typing import TYPE_CHECKING, Any

from config.website import Website

if TYPE_CHECKING:
    from constructs_lib.testing import Template

WEBSITE: dict[str, Any] = {
    "system": "website",
    "name": "portfolio",
    "regions": [
        {"name": "eu-central-1", "role": "primary"},
        {"name": "us-east-1", "role": "standby"},
    ],
    "domain": {
        "name": "www.example.com",
        "redirect_from": ["example.com"],
        "zone": {"name": "example.com", "lookup_zone": True},
    },
    "monitoring": {"emails": ["oncall@example.com"]},
}

THREE_REGIONS = [*WEBSITE["regions"], {"name": "ap-northeast-1", "role": "standby"}]

EVERYTHING: dict[str, Any] = {
    "regions": [
        {"name": "eu-central-1", "role": "primary"},
        {"name": "us-west-2", "role": "standby"},
        {"name": "eu-south-2", "role": "standby"},
    ],
    "domain": {
        "name": "example.com",
        "redirect_from": ["www.example.com"],
        "zone": {"name": "example.com", "lookup_zone": True, "certificate_authorities": ["amazon.com"]},
    },
    "storage": {"encryption": "kms", "replication_time_control": True, "destroy_with_contents": True},
    "edge": {"firewall": {"enabled": True}, "spa": True, "ipv6": False, "not_found_page": False},
    "routing": {"policy": "geolocation", "countries": {"us-west-2": ["US", "CA"]}},
    "governance": {"audit_trail": {"enabled": True}},
}
"""Three regions without us-east-1, the site at its zone's apex, and every option that brings resources."""


def website(**changes: Any) -> Website:  # noqa: ANN401  # whatever YAML can say
    """A valid `website`; `changes` replace whole top-level keys."""
    return Website.model_validate({**WEBSITE, **changes})


def synthesized_website(**changes: Any) -> "Template":  # noqa: ANN401  # as above
    """The template of a `website` with these top-level keys changed."""
    # Imported here: most tests need no bindings, and Node starts with them.
    import constructs_lib  # noqa: F401  # it makes the bindings load lazily, so it comes before them

    # isort: split
    from cdktf import Testing

    from constructs_lib.systems.website import WebsiteStack
    from constructs_lib.testing import Template

    deployment = website(**changes)
    return Template.of(WebsiteStack(Testing.app(), deployment.stack_name, deployment=deployment))
