"""Tags of the user's own keep to AWS's limits."""

from tests.config.conftest import Refusal
from tests.config.texts import SMALL


def test_a_tag_that_is_set_anyway_is_refused(refusal: Refusal) -> None:
    message = """\
deployment.yaml:13: tags.environment
  found:   the key environment
  allowed: any key but Environment, Region, Role, ManagedBy, Deployment, which are set already
  mend:    choose another key, such as CostCenter

1 problem in deployment.yaml; nothing was written."""
    assert refusal(SMALL + "tags:\n  environment: test\n") == message


def test_the_prefix_of_aws_is_refused(refusal: Refusal) -> None:
    message = """\
deployment.yaml:13: tags.aws:owner
  found:   the key aws:owner
  allowed: a tag key of 1 to 128 letters, digits, spaces and _ . : / = + - @, not beginning with
           aws:
  mend:    write it like CostCenter

1 problem in deployment.yaml; nothing was written."""
    assert refusal(SMALL + "tags:\n  aws:owner: me\n") == message


def test_a_number_needs_quotes(refusal: Refusal) -> None:
    message = """\
deployment.yaml:13: tags.CostCenter
  found:   4711
  allowed: a tag value of at most 256 letters, digits, spaces and _ . : / = + - @, as text
  mend:    put it in quotes, so that YAML reads it as text

1 problem in deployment.yaml; nothing was written."""
    assert refusal(SMALL + "tags:\n  CostCenter: 4711\n") == message


def test_a_character_that_aws_refuses(refusal: Refusal) -> None:
    message = """\
deployment.yaml:13: tags.Owner
  found:   me & you
  allowed: a tag value of at most 256 letters, digits, spaces and _ . : / = + - @, as text
  mend:    shorten it, or leave the other characters out

1 problem in deployment.yaml; nothing was written."""
    assert refusal(SMALL + "tags:\n  Owner: me & you\n") == message


def test_41_tags_are_too_many(refusal: Refusal) -> None:
    message = """\
deployment.yaml:12: tags
  found:   a mapping with 41 keys
  allowed: a mapping of at most 40 tags: AWS takes 50, and some are set here
  mend:    write one line `CostCenter: orders` per tag

1 problem in deployment.yaml; nothing was written."""
    assert refusal(SMALL + "tags:\n" + "".join(f"  Tag{number}: x\n" for number in range(41))) == message
