"""Who may call the service, read from the policies that are deployed."""

from typing import Any

import pytest

from constructs_lib.testing import Template
from tests.conftest import synthesized

OWN_ACCOUNT = "arn:aws:iam::${data.aws_caller_identity.account-us-east-1.account_id}:root"


@pytest.fixture(scope="module")
def shared() -> Template:
    """Two named accounts and an organisation may call as well."""
    return synthesized(
        lattice={
            "access": {"accounts": ["111122223333", "444455556666"], "organization": "o-a1b2c3d4e5"},
        }
    )


def policy(template: Template, what: str, region: str = "us-east-1") -> list[dict[str, Any]]:
    """The statements of the policy on the service or on its network."""
    found = template.only("aws_vpclattice_auth_policy", f"{region}/service/auth/{what}")
    statements: list[dict[str, Any]] = found.document("policy")["Statement"]
    return statements


@pytest.mark.parametrize("what", ["service", "network"])
def test_only_the_own_account_out_of_the_deployments_vpcs_may_call(two_regions: Template, what: str) -> None:
    service = two_regions.only("aws_vpclattice_service", "us-east-1")

    assert policy(two_regions, what) == [
        {
            "Sid": "DeploymentVpcs",
            "Effect": "Allow",
            "Principal": {"AWS": [OWN_ACCOUNT]},
            "Action": ["vpc-lattice-svcs:Invoke"],
            "Resource": [service.ref("arn") + "/*"],
            "Condition": {
                "StringEqualsIfExists": {
                    "vpc-lattice-svcs:SourceVpc": [
                        two_regions.only("aws_vpc", "us-east-1").ref("id"),
                        two_regions.only("aws_vpc", "us-west-2").ref("id"),
                    ]
                }
            },
        }
    ]


@pytest.mark.parametrize(
    ("what", "type_"),
    [("service", "aws_vpclattice_service"), ("network", "aws_vpclattice_service_network")],
)
def test_a_call_must_pass_the_policy_of_the_network_and_of_the_service(
    two_regions: Template, what: str, type_: str
) -> None:
    two_regions.only("aws_vpclattice_auth_policy", f"us-west-2/service/auth/{what}").expect(
        provider="us_west_2", resource_identifier=two_regions.only(type_, "us-west-2").ref("arn")
    )


def test_named_accounts_may_call_this_service(shared: Template) -> None:
    service = shared.only("aws_vpclattice_service", "us-east-1")

    assert policy(shared, "service")[1] == {
        "Sid": "NamedAccounts",
        "Effect": "Allow",
        "Principal": {"AWS": ["arn:aws:iam::111122223333:root", "arn:aws:iam::444455556666:root"]},
        "Action": ["vpc-lattice-svcs:Invoke"],
        "Resource": [service.ref("arn") + "/*"],
    }


def test_accounts_of_the_named_organisation_may_call_this_service(shared: Template) -> None:
    service = shared.only("aws_vpclattice_service", "us-east-1")

    assert policy(shared, "service")[2] == {
        "Sid": "NamedOrganization",
        "Effect": "Allow",
        "Principal": "*",
        "Action": ["vpc-lattice-svcs:Invoke"],
        "Resource": [service.ref("arn") + "/*"],
        "Condition": {"StringEquals": {"aws:PrincipalOrgID": "o-a1b2c3d4e5"}},
    }


def test_nobody_is_admitted_unsigned(shared: Template) -> None:
    """An unsigned request has no account and no organisation; `*` alone would admit it."""
    open_to_all = [
        statement["Sid"]
        for what in ("service", "network")
        for statement in policy(shared, what)
        if statement["Principal"] == "*"
        and "aws:PrincipalOrgID" not in statement.get("Condition", {}).get("StringEquals", {})
    ]

    assert open_to_all == []


def test_every_region_judges_the_own_account_by_its_own_provider(two_regions: Template) -> None:
    """A plan for one region must not need another one (F29)."""
    (statement,) = policy(two_regions, "service", region="us-west-2")

    assert statement["Principal"] == {"AWS": [OWN_ACCOUNT.replace("us-east-1", "us-west-2")]}


def test_policies_are_single_lines_as_lattice_requires(shared: Template) -> None:
    found = [block["policy"] for block in shared.resources("aws_vpclattice_auth_policy")]

    assert [text for text in found if "\n" in text] == []
