"""Provider blocks with rights, accounts, ignored tags and retries; without any where the file is silent."""

from typing import Any

import pytest

from constructs_lib.testing import Template
from tests.conftest import synthesized

HERE, ZONES = "111111111111", "222222222222"
SETTINGS: dict[str, Any] = {
    "profile": "hub",
    "assume_role": {
        "role_arn": f"arn:aws:iam::{HERE}:role/deploy",
        "external_id": "orders-1",
        "session_name": "holdfast",
        "duration": "1h30m",
    },
    "regions": {"us-west-2": {"assume_role": {"role_arn": f"arn:aws:iam::{HERE}:role/west"}}},
    "ignore_tags": {"keys": ["LastScanned"], "key_prefixes": ["kubernetes.io/"]},
    "allowed_account_ids": [HERE],
    "retry_mode": "adaptive",
    "max_retries": 40,
    "dns": {
        "assume_role": {"role_arn": f"arn:aws:iam::{ZONES}:role/dns"},
        "allowed_account_ids": [ZONES],
    },
}


@pytest.fixture(scope="module")
def settled() -> Template:
    """Everything said."""
    return synthesized(providers=SETTINGS)


def own(template: Template, alias: str) -> dict[str, Any]:
    """A provider block without what every one has."""
    block = template.providers[alias]
    return {name: value for name, value in block.items() if name not in ("alias", "region", "default_tags")}


COMMON = {
    "profile": "hub",
    "ignore_tags": [{"keys": ["LastScanned"], "key_prefixes": ["kubernetes.io/"]}],
    "retry_mode": "adaptive",
    "max_retries": 40,
}


def test_what_is_said_for_all_regions_stands_in_each_providers_block(settled: Template) -> None:
    assert own(settled, "us_east_1") == {
        **COMMON,
        "allowed_account_ids": [HERE],
        "assume_role": [
            {
                "role_arn": f"arn:aws:iam::{HERE}:role/deploy",
                "external_id": "orders-1",
                "session_name": "holdfast",
                "duration": "1h30m",
            }
        ],
    }


def test_a_region_of_its_own_rights_has_them_and_nothing_of_the_others_role(settled: Template) -> None:
    assert own(settled, "us_west_2") == {
        **COMMON,
        "allowed_account_ids": [HERE],
        "assume_role": [{"role_arn": f"arn:aws:iam::{HERE}:role/west"}],
    }


def test_the_zones_account_has_a_provider_and_a_list_of_its_own(settled: Template) -> None:
    assert own(settled, "dns") == {
        **COMMON,
        "allowed_account_ids": [ZONES],
        "assume_role": [{"role_arn": f"arn:aws:iam::{ZONES}:role/dns"}],
    }
    assert settled.providers["dns"]["region"] == "us-east-1"


def test_forbidden_accounts_stand_in_every_block_without_a_list_of_allowed_ones() -> None:
    template = synthesized(
        providers={"forbidden_account_ids": [ZONES], "dns": {"profile": "dns", "allowed_account_ids": [HERE]}}
    )

    assert own(template, "us_east_1") == {"forbidden_account_ids": [ZONES]}
    assert own(template, "dns") == {"profile": "dns", "allowed_account_ids": [HERE]}


def test_a_silent_file_adds_nothing(two_regions: Template) -> None:
    assert [own(two_regions, alias) for alias in two_regions.providers] == [{}, {}]


def test_rights_change_no_address_and_no_resource(two_regions: Template) -> None:
    template = synthesized(providers={name: SETTINGS[name] for name in SETTINGS if name != "dns"})

    assert template.document["resource"] == two_regions.document["resource"]
    assert template.document["data"] == two_regions.document["data"]


def test_the_edge_takes_the_rights_of_its_region() -> None:
    regions = [
        {"name": "eu-west-1", "role": "primary", "cidr": "10.0.0.0/16"},
        {"name": "ap-southeast-2", "role": "standby", "cidr": "10.1.0.0/16"},
    ]
    template = synthesized(regions=regions, providers={"regions": {"us-east-1": {"profile": "edge"}}})

    assert {alias: own(template, alias) for alias in template.providers} == {
        "eu_west_1": {},
        "ap_southeast_2": {},
        "us_east_1": {"profile": "edge"},
    }
