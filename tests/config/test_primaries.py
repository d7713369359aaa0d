"""Exactly one region is the primary."""

from tests.config.conftest import Refusal
from tests.config.texts import REGIONS, changed


def test_two_primaries_are_refused_by_name(refusal: Refusal) -> None:
    message = """\
deployment.yaml:3: regions
  found:   2 primaries: us-east-1, us-west-2
  allowed: exactly one region with `role: primary`
  mend:    keep one primary and give the others `role: standby`

1 problem in deployment.yaml; nothing was written."""
    assert refusal(changed(("role: standby", "role: primary"))) == message


def test_no_primary_is_refused(refusal: Refusal) -> None:
    message = """\
deployment.yaml:3: regions
  found:   no primary
  allowed: exactly one region with `role: primary`
  mend:    give the region that should answer first `role: primary`

1 problem in deployment.yaml; nothing was written."""
    assert refusal(changed(("role: primary", "role: standby"))) == message


def test_an_active_region_does_not_fit_failover(refusal: Refusal) -> None:
    message = """\
deployment.yaml:7: regions[1].role
  found:   active
  allowed: primary or standby, with `routing.policy: failover`
  mend:    set `role: standby`

1 problem in deployment.yaml; nothing was written."""
    assert refusal(changed(("role: standby", "role: active"))) == message


def test_an_unknown_role_is_refused(refusal: Refusal) -> None:
    message = """\
deployment.yaml:7: regions[1].role
  found:   secondary
  allowed: primary, standby or active
  mend:    give one region `role: primary` and the others `role: standby`

1 problem in deployment.yaml; nothing was written."""
    assert refusal(changed(("role: standby", "role: secondary"))) == message


def test_one_region_is_too_few(refusal: Refusal) -> None:
    message = """\
deployment.yaml:3: regions
  found:   1 region
  allowed: 2 or more regions: a failover needs somewhere to go
  mend:    add a region with `role: standby`

1 problem in deployment.yaml; nothing was written."""
    assert refusal(changed(("  - name: us-west-2\n    role: standby\n", ""))) == message


def test_an_empty_list_is_too_few(refusal: Refusal) -> None:
    message = """\
deployment.yaml:3: regions
  found:   no regions
  allowed: 2 or more regions: a failover needs somewhere to go
  mend:    add a region with `role: standby`

1 problem in deployment.yaml; nothing was written."""
    assert refusal(changed((REGIONS, "regions: []\n"))) == message
