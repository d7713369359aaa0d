"""The service's name stands in its zone, and below its public validation zone."""

from tests.config.conftest import Refusal
from tests.config.texts import changed, domain


def test_a_name_outside_the_zone_is_refused(refusal: Refusal) -> None:
    message = """\
deployment.yaml:9: domain.name
  found:   orders.svc.example.com outside svc.example.org
  allowed: a name inside the zone svc.example.org
  mend:    set `zone: svc.example.com`, or a name that ends in .svc.example.org

1 problem in deployment.yaml; nothing was written."""
    assert refusal(domain("zone: svc.example.org")) == message


def test_a_name_that_only_ends_alike_is_outside(refusal: Refusal) -> None:
    message = """\
deployment.yaml:9: domain.name
  found:   orders.svc.example.com outside vc.example.com
  allowed: a name inside the zone vc.example.com
  mend:    set `zone: svc.example.com`, or a name that ends in .vc.example.com

1 problem in deployment.yaml; nothing was written."""
    assert refusal(domain("zone: vc.example.com")) == message


def test_a_validation_zone_elsewhere_is_refused(refusal: Refusal) -> None:
    message = """\
deployment.yaml:11: domain.certificate.validation_zone
  found:   example.org, which does not contain orders.svc.example.com
  allowed: the public zone at or above the name, where ACM looks for the validation record
  mend:    name the public zone, such as example.com

1 problem in deployment.yaml; nothing was written."""
    assert refusal(changed(("validation_zone: example.com", "validation_zone: example.org"))) == message


def test_a_zone_that_would_be_a_top_level_domain_is_refused(refusal: Refusal) -> None:
    message = """\
deployment.yaml:9: domain.name
  found:   example.com
  allowed: a name of three labels or more, or an explicit `zone`: a private zone for a whole
           top-level domain would hide all of it
  mend:    write it like orders.svc.example.com

1 problem in deployment.yaml; nothing was written."""
    assert refusal(changed(("orders.svc.example.com", "example.com"))) == message
