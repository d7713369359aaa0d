"""A value of the wrong kind is refused, never guessed at."""

from tests.config.conftest import Refusal
from tests.config.pilot_light_text import PILOT_LIGHT
from tests.config.texts import REGIONS, SMALL, changed


def test_a_number_is_no_text(refusal: Refusal) -> None:
    message = """\
deployment.yaml:14: lattice.function.version
  found:   1.10
  allowed: text of 1 to 32 letters, digits, dots, underscores, plus signs and hyphens, such as "1.0"
  mend:    put it in quotes, so that YAML reads it as text

1 problem in deployment.yaml; nothing was written."""
    assert refusal(SMALL + "lattice:\n  function:\n    version: 1.10\n") == message


def test_yes_is_no_true(refusal: Refusal) -> None:
    message = """\
deployment.yaml:14: lattice.function.simulate_failure
  found:   yes
  allowed: true or false
  mend:    set `simulate_failure: false`

1 problem in deployment.yaml; nothing was written."""
    assert refusal(SMALL + "lattice:\n  function:\n    simulate_failure: yes\n") == message


def test_text_is_no_section(refusal: Refusal) -> None:
    message = """\
deployment.yaml:12: health
  found:   30
  allowed: a mapping with the keys interval, threshold, checker_regions, measure_latency,
           further_checks, required_checks, takeover, routing_controls
  mend:    write `key: value` lines below `health:`, indented

1 problem in deployment.yaml; nothing was written."""
    assert refusal(SMALL + "health: 30\n") == message


def test_a_list_is_no_section(refusal: Refusal) -> None:
    message = """\
deployment.yaml:12: health
  found:   a list with 1 entry
  allowed: a mapping with the keys interval, threshold, checker_regions, measure_latency,
           further_checks, required_checks, takeover, routing_controls
  mend:    write `key: value` lines below `health:`, indented

1 problem in deployment.yaml; nothing was written."""
    assert refusal(SMALL + "health:\n  - interval: 30\n") == message


def test_a_mapping_is_no_text(refusal: Refusal) -> None:
    message = """\
deployment.yaml:2: name
  found:   a mapping with 1 key
  allowed: 2 to 32 lower-case letters, digits and single inner hyphens, beginning with a letter; it
           begins every resource's name, and AWS's limits leave it no more
  mend:    choose a short name, such as orders

1 problem in deployment.yaml; nothing was written."""
    assert refusal(changed(("name: orders\n", "name: {first: orders}\n"))) == message


def test_a_mandatory_key_without_a_value_is_refused(refusal: Refusal) -> None:
    message = """\
deployment.yaml:2: name
  found:   nothing; the key has no value
  allowed: 2 to 32 lower-case letters, digits and single inner hyphens, beginning with a letter; it
           begins every resource's name, and AWS's limits leave it no more
  mend:    choose a short name, such as orders

1 problem in deployment.yaml; nothing was written."""
    assert refusal(changed(("name: orders\n", "name:\n"))) == message


def test_empty_text_is_shown_as_such(refusal: Refusal) -> None:
    message = """\
deployment.yaml:2: name
  found:   ""
  allowed: 2 to 32 lower-case letters, digits and single inner hyphens, beginning with a letter; it
           begins every resource's name, and AWS's limits leave it no more
  mend:    choose a short name, such as orders

1 problem in deployment.yaml; nothing was written."""
    assert refusal(changed(("name: orders\n", 'name: ""\n'))) == message


def test_a_line_end_inside_text_is_shown_as_such(refusal: Refusal) -> None:
    message = """\
deployment.yaml:2: name
  found:   orders\\n
  allowed: 2 to 32 lower-case letters, digits and single inner hyphens, beginning with a letter; it
           begins every resource's name, and AWS's limits leave it no more
  mend:    choose a short name, such as orders

1 problem in deployment.yaml; nothing was written."""
    assert refusal(changed(("name: orders\n", "name: |\n  orders\n"))) == message


def test_a_system_that_nobody_knows_is_refused(refusal: Refusal) -> None:
    message = """\
deployment.yaml:1: system
  found:   lattice
  allowed: lattice-service, pilot-light, warm-standby or website
  mend:    set `system: lattice-service`

1 problem in deployment.yaml; nothing was written."""
    assert refusal(changed(("system: lattice-service", "system: lattice"))) == message


def test_a_misspelt_system_is_told_by_the_name_that_it_is_likest_to(refusal: Refusal) -> None:
    message = refusal(changed(("system: lattice-service", "system: Pilot_Light")))
    assert "mend:    set `system: pilot-light`" in message


def test_a_missing_system_is_told(refusal: Refusal) -> None:
    message = """\
deployment.yaml: system
  found:   nothing; the key is missing
  allowed: lattice-service, pilot-light, warm-standby or website
  mend:    add `system: lattice-service`

1 problem in deployment.yaml; nothing was written."""
    assert refusal(changed(("system: lattice-service\n", ""))) == message


def test_a_region_of_the_default_is_told_by_its_role(refusal: Refusal) -> None:
    text = changed((REGIONS, "")) + "routing: {policy: weighted, weights: {us-east-1: 1, us-west-2: 1}}\n"
    assert refusal(text).startswith("deployment.yaml: regions[0].role\n  found:   primary\n  allowed: active")


def test_a_key_that_is_left_out_is_told_as_missing_and_not_as_empty(refusal: Refusal) -> None:
    left_out = refusal(PILOT_LIGHT + "  storage: {gib: 100}\n")
    assert "database.storage.max_gib\n  found:   nothing; the key is missing\n" in left_out
    empty = refusal(PILOT_LIGHT + "  storage:\n    gib: 100\n    max_gib:\n")
    assert "database.storage.max_gib\n  found:   nothing; the key has no value\n" in empty
