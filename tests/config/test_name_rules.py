"""The deployment's name and environment begin every resource's name."""

from tests.config.conftest import Refusal
from tests.config.texts import SMALL, changed


def test_a_name_of_33_characters_is_refused(refusal: Refusal) -> None:
    message = """\
deployment.yaml:2: name
  found:   ooooooooooooooooooooooooooooooooo (33 characters)
  allowed: 2 to 32 lower-case letters, digits and single inner hyphens, beginning with a letter; it
           begins every resource's name, and AWS's limits leave it no more
  mend:    choose a short name, such as orders

1 problem in deployment.yaml; nothing was written."""
    assert refusal(changed(("name: orders\n", "name: " + "o" * 33 + "\n"))) == message


def test_capitals_and_underscores_are_refused(refusal: Refusal) -> None:
    message = """\
deployment.yaml:2: name
  found:   Orders_API
  allowed: 2 to 32 lower-case letters, digits and single inner hyphens, beginning with a letter; it
           begins every resource's name, and AWS's limits leave it no more
  mend:    choose a short name, such as orders

1 problem in deployment.yaml; nothing was written."""
    assert refusal(changed(("name: orders\n", "name: Orders_API\n"))) == message


def test_two_hyphens_in_a_row_are_refused(refusal: Refusal) -> None:
    message = """\
deployment.yaml:2: name
  found:   orders--api
  allowed: 2 to 32 lower-case letters, digits and single inner hyphens, beginning with a letter; it
           begins every resource's name, and AWS's limits leave it no more
  mend:    choose a short name, such as orders

1 problem in deployment.yaml; nothing was written."""
    assert refusal(changed(("name: orders\n", "name: orders--api\n"))) == message


def test_a_hyphen_at_the_end_is_refused(refusal: Refusal) -> None:
    message = """\
deployment.yaml:2: name
  found:   orders-
  allowed: 2 to 32 lower-case letters, digits and single inner hyphens, beginning with a letter; it
           begins every resource's name, and AWS's limits leave it no more
  mend:    choose a short name, such as orders

1 problem in deployment.yaml; nothing was written."""
    assert refusal(changed(("name: orders\n", "name: orders-\n"))) == message


def test_a_digit_in_front_is_refused(refusal: Refusal) -> None:
    message = """\
deployment.yaml:2: name
  found:   2orders
  allowed: 2 to 32 lower-case letters, digits and single inner hyphens, beginning with a letter; it
           begins every resource's name, and AWS's limits leave it no more
  mend:    choose a short name, such as orders

1 problem in deployment.yaml; nothing was written."""
    assert refusal(changed(("name: orders\n", "name: 2orders\n"))) == message


def test_an_environment_of_17_characters_is_refused(refusal: Refusal) -> None:
    message = """\
deployment.yaml:12: environment
  found:   eeeeeeeeeeeeeeeee (17 characters)
  allowed: 2 to 16 lower-case letters, digits and single inner hyphens, beginning with a letter; it
           is part of every resource's name, and AWS's limits leave it no more
  mend:    choose a short name, such as production or staging

1 problem in deployment.yaml; nothing was written."""
    assert refusal(SMALL + "environment: " + "e" * 17 + "\n") == message


def test_a_network_name_that_aws_reserves_is_refused(refusal: Refusal) -> None:
    message = """\
deployment.yaml:13: lattice.network_name
  found:   servicenetwork-orders
  allowed: a name that does not begin with servicenetwork-, which AWS keeps for itself
  mend:    choose another name, such as orders-network

1 problem in deployment.yaml; nothing was written."""
    assert refusal(SMALL + "lattice:\n  network_name: servicenetwork-orders\n") == message


def test_a_network_name_of_two_characters_is_refused(refusal: Refusal) -> None:
    message = """\
deployment.yaml:13: lattice.network_name
  found:   ab
  allowed: 3 to 63 lower-case letters, digits and single inner hyphens, not beginning with
           servicenetwork-
  mend:    write it like orders-network

1 problem in deployment.yaml; nothing was written."""
    assert refusal(SMALL + "lattice:\n  network_name: ab\n") == message
