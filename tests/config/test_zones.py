"""Zones are a number, or names of the region's own."""

from tests.config.conftest import Refusal
from tests.config.texts import primary


def test_five_zones_are_refused(refusal: Refusal) -> None:
    message = """\
deployment.yaml:6: regions[0].zones
  found:   5
  allowed: 2, 3 or 4 (AWS then names them), or so many different zone names, such as [us-east-1a,
           us-east-1b]
  mend:    set `zones: 2`, or name the zones

1 problem in deployment.yaml; nothing was written."""
    assert refusal(primary("zones: 5")) == message


def test_one_zone_name_is_too_few(refusal: Refusal) -> None:
    message = """\
deployment.yaml:6: regions[0].zones
  found:   a list with 1 entry
  allowed: 2, 3 or 4 (AWS then names them), or so many different zone names, such as [us-east-1a,
           us-east-1b]
  mend:    set `zones: 2`, or name the zones

1 problem in deployment.yaml; nothing was written."""
    assert refusal(primary("zones: [us-east-1a]")) == message


def test_the_same_zone_twice_is_refused(refusal: Refusal) -> None:
    message = """\
deployment.yaml:6: regions[0].zones
  found:   a list with 2 entries
  allowed: 2, 3 or 4 (AWS then names them), or so many different zone names, such as [us-east-1a,
           us-east-1b]
  mend:    set `zones: 2`, or name the zones

1 problem in deployment.yaml; nothing was written."""
    assert refusal(primary("zones: [us-east-1a, us-east-1a]")) == message


def test_zones_of_another_region_are_refused(refusal: Refusal) -> None:
    message = """\
deployment.yaml:6: regions[0].zones
  found:   us-west-2b and us-east-2a, not in us-east-1
  allowed: zones of us-east-1, such as us-east-1a
  mend:    name zones of us-east-1, or set `zones: 2`

1 problem in deployment.yaml; nothing was written."""
    assert refusal(primary("zones: [us-east-1a, us-west-2b, us-east-2a]")) == message
