"""A CNAME cannot stand at a zone's apex (F5)."""

from tests.config.conftest import Refusal
from tests.config.texts import domain


def test_a_name_equal_to_its_zone_is_refused(refusal: Refusal) -> None:
    message = """\
deployment.yaml:9: domain.name
  found:   orders.svc.example.com, the apex of its zone
  allowed: a name below the zone: the records are CNAMEs, which cannot stand at the apex
  mend:    set `zone: svc.example.com`, or a name below orders.svc.example.com

1 problem in deployment.yaml; nothing was written."""
    assert refusal(domain("zone: orders.svc.example.com")) == message
