"""DNS names are host names."""

from tests.config.conftest import Refusal
from tests.config.texts import changed


def test_a_wildcard_is_refused(refusal: Refusal) -> None:
    message = """\
deployment.yaml:9: domain.name
  found:   *.svc.example.com
  allowed: one full name, without a wildcard
  mend:    write the full name, such as orders.svc.example.com

1 problem in deployment.yaml; nothing was written."""
    assert refusal(changed(("name: orders.svc.example.com", 'name: "*.svc.example.com"'))) == message


def test_a_label_of_64_characters_is_refused(refusal: Refusal) -> None:
    message = """\
deployment.yaml:9: domain.name
  found:   a label of 64 characters
  allowed: at most 63 characters between two dots
  mend:    shorten the label that begins with oooooooooooo

1 problem in deployment.yaml; nothing was written."""
    assert refusal(changed(("orders.svc.example.com", "o" * 64 + ".svc.example.com"))) == message


def test_a_name_of_254_characters_is_refused(refusal: Refusal) -> None:
    message = """\
deployment.yaml:9: domain.name
  found:   254 characters
  allowed: at most 253 characters
  mend:    shorten it

1 problem in deployment.yaml; nothing was written."""
    assert refusal(changed(("orders.svc.example.com", "o" + "o." * 121 + "example.com"))) == message


def test_an_underscore_is_refused(refusal: Refusal) -> None:
    message = """\
deployment.yaml:9: domain.name
  found:   my_orders.svc.example.com
  allowed: a DNS name: labels of letters, digits and inner hyphens, joined by dots
  mend:    write it like orders.svc.example.com

1 problem in deployment.yaml; nothing was written."""
    assert refusal(changed(("orders.svc.example.com", "my_orders.svc.example.com"))) == message


def test_an_address_is_refused(refusal: Refusal) -> None:
    message = """\
deployment.yaml:9: domain.name
  found:   https://orders.svc.example.com
  allowed: a DNS name: labels of letters, digits and inner hyphens, joined by dots
  mend:    write it like orders.svc.example.com

1 problem in deployment.yaml; nothing was written."""
    assert refusal(changed(("orders.svc.example.com", "https://orders.svc.example.com"))) == message
