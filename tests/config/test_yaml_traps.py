"""Legal YAML that would be read in different ways, or executed, is refused."""

from tests.config.conftest import Refusal
from tests.config.texts import BOMB, SMALL


def test_a_key_that_stands_twice(refusal: Refusal) -> None:
    message = """\
deployment.yaml:15: health.interval
  found:   the key a second time; the first is on line 13
  allowed: every key once
  mend:    remove one of the two

1 problem in deployment.yaml; nothing was written."""
    assert refusal(SMALL + "health:\n  interval: 10\n  threshold: 3\n  interval: 30\n") == message


def test_a_tag(refusal: Refusal) -> None:
    message = """\
deployment.yaml:13: tags.Owner
  found:   the YAML tag !env
  allowed: plain values
  mend:    remove the tag

1 problem in deployment.yaml; nothing was written."""
    assert refusal(SMALL + "tags:\n  Owner: !env USER\n") == message


def test_a_python_object(refusal: Refusal) -> None:
    message = """\
deployment.yaml:12: tags
  found:   the YAML tag !!python/object/apply:os.system
  allowed: plain values
  mend:    remove the tag

1 problem in deployment.yaml; nothing was written."""
    assert refusal(SMALL + "tags: !!python/object/apply:os.system [true]\n") == message


def test_an_alias_inside_its_own_anchor(refusal: Refusal) -> None:
    message = """\
deployment.yaml:12: tags.Owner
  found:   an alias inside its own anchor
  allowed: aliases of other values
  mend:    remove it

1 problem in deployment.yaml; nothing was written."""
    assert refusal(SMALL + "tags: &tags\n  Owner: *tags\n") == message


def test_aliases_that_blow_up(refusal: Refusal) -> None:
    message = """\
deployment.yaml
  found:   more than 10000 values, or values nested too deeply
  allowed: a few hundred values, a few levels deep
  mend:    write it plainly

1 problem in deployment.yaml; nothing was written."""
    assert refusal(SMALL + BOMB) == message


def test_values_that_are_nested_too_deeply(refusal: Refusal) -> None:
    message = """\
deployment.yaml
  found:   more than 10000 values, or values nested too deeply
  allowed: a few hundred values, a few levels deep
  mend:    write it plainly

1 problem in deployment.yaml; nothing was written."""
    assert refusal(SMALL + "tags: " + "[" * 3000 + "]" * 3000 + "\n") == message


def test_a_list_at_the_top(refusal: Refusal) -> None:
    message = """\
deployment.yaml:1
  found:   a list
  allowed: `key: value` lines, beginning with `system: lattice-service`
  mend:    write the deployment as keys and values

1 problem in deployment.yaml; nothing was written."""
    assert refusal("- system: lattice-service\n") == message


def test_text_at_the_top(refusal: Refusal) -> None:
    message = """\
deployment.yaml:1
  found:   text without keys
  allowed: `key: value` lines, beginning with `system: lattice-service`
  mend:    write the deployment as keys and values

1 problem in deployment.yaml; nothing was written."""
    assert refusal("lattice-service\n") == message
