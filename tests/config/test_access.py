"""Accounts are text: a zero in front belongs to them."""

from config.lattice import MOST_ACCOUNTS, Access
from constructs_lib.lattice.auth_policy import auth_policy
from tests.config.conftest import Refusal
from tests.config.texts import SMALL


def test_an_account_id_without_quotes_is_refused(refusal: Refusal) -> None:
    message = """\
deployment.yaml:14: lattice.access.accounts[0]
  found:   123456789012
  allowed: a 12-digit AWS account id, as text in quotes
  mend:    put it in quotes, so that YAML reads it as text

1 problem in deployment.yaml; nothing was written."""
    assert refusal(SMALL + "lattice:\n  access:\n    accounts: [123456789012]\n") == message


def test_a_zero_in_front_without_quotes_is_refused_and_not_changed(refusal: Refusal) -> None:
    message = """\
deployment.yaml:15: lattice.access.accounts[0]
  found:   012345678901, a number with a zero in front, which YAML programs read in different ways
  allowed: a number without the zero, or text in quotes
  mend:    write "012345678901" in quotes if it is an id, else remove the zero

1 problem in deployment.yaml; nothing was written."""
    assert refusal(SMALL + "lattice:\n  access:\n    accounts:\n      - 012345678901\n") == message


def test_eleven_digits_are_refused(refusal: Refusal) -> None:
    message = """\
deployment.yaml:14: lattice.access.accounts[0]
  found:   "12345678901"
  allowed: a 12-digit AWS account id, as text in quotes
  mend:    write it like "123456789012"

1 problem in deployment.yaml; nothing was written."""
    assert refusal(SMALL + 'lattice:\n  access:\n    accounts: ["12345678901"]\n') == message


def test_an_account_is_no_organization(refusal: Refusal) -> None:
    message = """\
deployment.yaml:14: lattice.access.organization
  found:   "123456789012"
  allowed: an organization's id: o- and 10 to 32 lower-case letters or digits
  mend:    copy it, such as o-a1b2c3d4e5

1 problem in deployment.yaml; nothing was written."""
    assert refusal(SMALL + 'lattice:\n  access:\n    organization: "123456789012"\n') == message


def test_more_accounts_than_an_auth_policy_holds_are_refused(refusal: Refusal) -> None:
    accounts = ", ".join(f'"{100000000000 + number}"' for number in range(201))
    said = refusal(f"{SMALL}lattice:\n  access:\n    accounts: [{accounts}]\n")
    assert said.startswith("deployment.yaml:14: lattice.access.accounts\n")
    assert "allowed: a list of at most 200 12-digit account ids in quotes" in said
    assert "name the `organization` of many accounts" in said


def test_the_longest_policy_is_within_10_kilobytes() -> None:
    access = Access(
        accounts=tuple(str(100000000000 + number) for number in range(MOST_ACCOUNTS)),
        organization="o-" + "a" * 32,
    )
    policy = auth_policy(
        service_arn="arn:aws:vpc-lattice:ap-southeast-1:123456789012:service/svc-0f6aa4504c8e91103",
        account_id="123456789012",
        vpc_ids=["vpc-0123456789abcdef0"] * 30,
        access=access,
    )
    assert len(policy) < 10_000
