"""Secrets in plain text are refused wherever they stand, and never shown."""

import pytest

from tests.config.conftest import Load, Refusal
from tests.config.texts import SMALL, dependencies

# In two parts, so that no scanner takes this file for a leak.
KEY_ID = "AKIA" + "IOSFODNN7EXAMPLE"
SECRET_KEY = "wJalrXUtnFEMI/K7MDENG" + "/bPxRfiCYEXAMPLEKEY"
PRIVATE_KEY = "-----BEGIN RSA " + "PRIVATE KEY-----"


def _message(place: str, kind: str) -> str:
    return f"""\
{place}
  found:   what looks like {kind} (not shown)
  allowed: no secrets in plain text: files and plans are read by many, and kept
  mend:    remove it, replace it by a new one, and keep that in AWS Secrets Manager

1 problem in deployment.yaml; nothing was written."""


@pytest.mark.parametrize(
    ("value", "kind"),
    [
        (KEY_ID, "an AWS access key id"),
        ("ASIA" + "IOSFODNN7EXAMPLE", "an AWS access key id"),
        (SECRET_KEY, "an AWS secret access key"),
        ("ghp_" + "a1B2" * 9, "an access token"),
        ("postgres://orders:hunter2@db.example.com/orders", "an address with user and password"),
    ],
)
def test_a_value_that_looks_like_a_secret(refusal: Refusal, value: str, kind: str) -> None:
    text = f'{SMALL}tags:\n  Note: "{value}"\n'
    assert refusal(text) == _message("deployment.yaml:13: tags.Note", kind)


@pytest.mark.parametrize(
    "key", ["Password", "db_password", "clientSecret", "api-token", "APIKey", "PrivateKey"]
)
@pytest.mark.parametrize("value", ["hunter2", "4711", "0x12"])
def test_any_value_under_a_key_that_says_so(refusal: Refusal, key: str, value: str) -> None:
    text = f"{SMALL}tags:\n  {key}: {value}\n"
    assert refusal(text) == _message(f"deployment.yaml:13: tags.{key}", "a secret, by its key")


def test_an_unknown_key_that_says_so_is_told_as_a_secret(refusal: Refusal) -> None:
    message = _message("deployment.yaml:12: password", "a secret, by its key")
    assert refusal(SMALL + "password: hunter2\n") == message


def test_a_private_key_over_several_lines(refusal: Refusal) -> None:
    text = f"{SMALL}tags:\n  Note: |\n    {PRIVATE_KEY}\n    MIIEowIBAAKCAQEA\n"
    assert refusal(text) == _message("deployment.yaml:13: tags.Note", "a private key")


def test_a_dependency_s_address_with_a_password(refusal: Refusal) -> None:
    text = dependencies("{type: http, name: api, url: 'https://me:hunter2@api.example.com'}")
    place = "deployment.yaml:16: lattice.function.dependencies[0].url"
    assert refusal(text) == _message(place, "an address with user and password")


def test_a_dependency_s_address_with_a_token_in_its_query(refusal: Refusal) -> None:
    text = dependencies("{type: http, name: api, url: 'https://api.example.com/?x=1&token=hunter2'}")
    place = "deployment.yaml:16: lattice.function.dependencies[0].url"
    assert refusal(text) == _message(place, "an address with a secret in its query")


def test_a_comment(refusal: Refusal) -> None:
    message = _message("deployment.yaml:12", "an AWS access key id in a comment")
    assert refusal(f"{SMALL}# key: {KEY_ID}\n") == message


def test_a_key(refusal: Refusal) -> None:
    message = _message("deployment.yaml:13: tags.(not shown)", "an AWS access key id")
    assert refusal(f"{SMALL}tags:\n  {KEY_ID}: x\n") == message


def test_an_environment_variable(refusal: Refusal) -> None:
    message = _message("environment variable HOLDFAST_TAGS__Note: tags.Note", "an AWS access key id")
    assert refusal(SMALL, {"HOLDFAST_TAGS__Note": KEY_ID}) == message


@pytest.mark.parametrize(
    "text",
    [
        f"password: {KEY_ID}\nname: [1\n",
        f"name: *{KEY_ID}\n",
        f"name: !{KEY_ID} x\n",
        f"{KEY_ID}: 1\n{KEY_ID}: 2\n",
        f"? [{KEY_ID}]\n: {SECRET_KEY}\n",
        f"- {KEY_ID}\n",
        f"name: {KEY_ID}\nregions: {SECRET_KEY}\nhealth: {{interval: {KEY_ID}}}\n",
        f"domain: {{name: https://u:hunter2@x, certificate: {{arns: {{{KEY_ID}: {SECRET_KEY}}}}}}}\n",
    ],
)
def test_no_message_of_any_kind_shows_a_secret(refusal: Refusal, text: str) -> None:
    message = refusal(text, {"DOMAIN_NAME": KEY_ID, "HOLDFAST_TAGS": SECRET_KEY})
    assert not [secret for secret in (KEY_ID, SECRET_KEY, "hunter2") if secret in message]


def test_what_only_resembles_a_secret_is_accepted(load_text: Load) -> None:
    tags = {
        "TokenCount": "3",
        "SecretsOwner": "team-a",
        "Commit": "356a192b7913b04c54574d18c28d46e6395428ab",
        "MasterPassword": "arn:aws:secretsmanager:us-east-1:123456789012:secret:db",
    }
    text = SMALL + "tags:\n" + "".join(f'  {key}: "{value}"\n' for key, value in tags.items())
    assert load_text(text).tags == tags
