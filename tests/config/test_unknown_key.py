"""A key that nobody knows is refused with the nearest known one."""

from tests.config.conftest import Refusal
from tests.config.texts import SMALL, changed


def test_a_misspelt_key_is_refused_with_the_nearest_known_one(refusal: Refusal) -> None:
    message = """\
deployment.yaml:13: health.intervall
  found:   an unknown key
  allowed: interval, threshold, checker_regions, measure_latency, further_checks, required_checks,
           takeover, routing_controls
  mend:    did you mean `interval`?

1 problem in deployment.yaml; nothing was written."""
    assert refusal(SMALL + "health:\n  intervall: 30\n") == message


def test_a_key_with_hyphens_is_refused_with_its_name(refusal: Refusal) -> None:
    message = """\
deployment.yaml:13: health.checker-regions
  found:   an unknown key
  allowed: interval, threshold, checker_regions, measure_latency, further_checks, required_checks,
           takeover, routing_controls
  mend:    did you mean `checker_regions`?

1 problem in deployment.yaml; nothing was written."""
    assert refusal(SMALL + "health:\n  checker-regions: []\n") == message


def test_a_key_in_the_wrong_place_is_refused_with_its_path(refusal: Refusal) -> None:
    message = """\
deployment.yaml:12: threshold
  found:   an unknown key
  allowed: system, name, environment, tags, regions, domain, lattice, network, health, routing,
           monitoring, state, providers, iam, existing, adopt
  mend:    did you mean `health.threshold`?

1 problem in deployment.yaml; nothing was written."""
    assert refusal(SMALL + "threshold: 3\n") == message


def test_a_key_that_resembles_none_is_to_be_removed(refusal: Refusal) -> None:
    message = """\
deployment.yaml:12: colour
  found:   an unknown key
  allowed: system, name, environment, tags, regions, domain, lattice, network, health, routing,
           monitoring, state, providers, iam, existing, adopt
  mend:    remove it

1 problem in deployment.yaml; nothing was written."""
    assert refusal(SMALL + "colour: blue\n") == message


def test_a_misspelt_mandatory_key_is_told_once(refusal: Refusal) -> None:
    message = """\
deployment.yaml:2: nmae
  found:   an unknown key
  allowed: system, name, environment, tags, regions, domain, lattice, network, health, routing,
           monitoring, state, providers, iam, existing, adopt
  mend:    did you mean `name`?

1 problem in deployment.yaml; nothing was written."""
    assert refusal(changed(("name: orders\n", "nmae: orders\n"))) == message


def test_an_unknown_key_in_a_list_entry_is_named_with_its_index(refusal: Refusal) -> None:
    message = """\
deployment.yaml:8: regions[1].zone
  found:   an unknown key
  allowed: name, role, cidr, zones, existing
  mend:    did you mean `zones`?

1 problem in deployment.yaml; nothing was written."""
    assert refusal(changed(("    role: standby", "    role: standby\n    zone: 2"))) == message
