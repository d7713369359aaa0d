"""All problems of a file are told at once, from its top to its end."""

from tests.config.conftest import Refusal
from tests.config.texts import changed, standby, third


def test_problems_of_values_and_of_what_does_not_fit_together(refusal: Refusal) -> None:
    message = """\
deployment.yaml:2: name
  found:   Orders
  allowed: 2 to 32 lower-case letters, digits and single inner hyphens, beginning with a letter; it
           begins every resource's name, and AWS's limits leave it no more
  mend:    choose a short name, such as orders

deployment.yaml:6: regions[1].name
  found:   us-east-1, a second time
  allowed: every region once
  mend:    remove this region, or name another one

deployment.yaml:11: domain.certificate.validation_zone
  found:   example.com, which does not contain orders.svc.example.org
  allowed: the public zone at or above the name, where ACM looks for the validation record
  mend:    name the public zone, such as example.org

deployment.yaml:13: health.interval
  found:   5
  allowed: 10 or 30 (seconds)
  mend:    set `interval: 30`, or 10 for faster detection at a higher price

deployment.yaml:14: health.threshhold
  found:   an unknown key
  allowed: interval, threshold, checker_regions, measure_latency, further_checks, required_checks,
           takeover, routing_controls
  mend:    did you mean `threshold`?

5 problems in deployment.yaml; nothing was written."""
    text = (
        changed(
            ("us-west-2", "us-east-1"),
            ("name: orders\n", "name: Orders\n"),
            ("orders.svc.example.com", "orders.svc.example.org"),
        )
        + "health:\n  interval: 5\n  threshhold: 3\n"
    )
    assert refusal(text) == message


def test_regions_are_compared_although_another_region_is_invalid(refusal: Refusal) -> None:
    message = """\
deployment.yaml:8: regions[1].cidr
  found:   10.0.0.0
  allowed: an IPv4 range with its prefix length, such as 10.0.0.0/16
  mend:    write an address, a slash and a prefix length

deployment.yaml:11: regions[2].cidr
  found:   10.0.0.0/17, which overlaps 10.0.0.0/16 of us-east-1
  allowed: a range that no other region uses: the VPCs are peered
  mend:    choose another range, such as 10.1.0.0/16

2 problems in deployment.yaml; nothing was written."""
    assert refusal(third("cidr: 10.0.0.0/17", text=standby("cidr: 10.0.0.0"))) == message


def test_what_needs_an_invalid_value_is_not_guessed_at(refusal: Refusal) -> None:
    message = """\
deployment.yaml:9: domain.name
  found:   orders_svc
  allowed: a DNS name: labels of letters, digits and inner hyphens, joined by dots
  mend:    write it like orders.svc.example.com

1 problem in deployment.yaml; nothing was written."""
    assert refusal(changed(("orders.svc.example.com", "orders_svc"))) == message


def test_a_duplicate_key_and_an_unknown_one(refusal: Refusal) -> None:
    message = """\
deployment.yaml:3: name
  found:   the key a second time; the first is on line 2
  allowed: every key once
  mend:    remove one of the two

deployment.yaml:4: colour
  found:   an unknown key
  allowed: system, name, environment, tags, regions, domain, lattice, network, health, routing,
           monitoring, state, providers, iam, existing, adopt
  mend:    remove it

2 problems in deployment.yaml; nothing was written."""
    assert refusal(changed(("name: orders\n", "name: orders\nname: invoices\ncolour: blue\n"))) == message
