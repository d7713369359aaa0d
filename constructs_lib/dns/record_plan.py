"""From a policy tree to the records that it takes, each as a value."""

from collections.abc import Iterator
from dataclasses import dataclass

from constructs_lib.dns.hosted_zone import HostedZone
from constructs_lib.dns.policy import Arguments, Branch, Entry, Nested, Policy, always_healthy, leaves
from constructs_lib.dns.target import Alias, Body, Values


@dataclass(frozen=True, kw_only=True)
class AnyOf:
    """A calculated check that is healthy while one of these is."""

    checks: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class PlannedRecord:
    """One `aws_route53_record`."""

    name: str
    type: str
    place: tuple[str, ...]
    """The labels of the nested names on the way to it; none for the name itself."""
    policy: str
    arguments: Arguments
    set_identifier: str | None
    """None for a simple record."""
    body: Body
    ttl: int | None
    """Seconds; None for an alias."""
    health: str | AnyOf | None
    leads_to: str | None = None
    """The nested name that it leads to: whose records have to be there first."""


def planned(
    policy: Policy, name: str, *, zone: HostedZone, ttl: int | None, place: tuple[str, ...] = ()
) -> Iterator[PlannedRecord]:
    """The records of a tree that has been checked, those of nested names first."""
    done: set[str] = set()
    for entry in policy.entries():
        if isinstance(entry.branch, Nested) and child_name(entry.branch, name) not in done:
            nested = child_name(entry.branch, name)
            done.add(nested)
            below = (*place, entry.branch.label or entry.branch.identifier)
            yield from planned(entry.branch.policy, nested, zone=zone, ttl=ttl, place=below)
    for entry in policy.entries():
        for record_type in record_types(entry.branch):
            body = _body(entry.branch, record_type, name, zone)
            yield PlannedRecord(
                name=name,
                type=record_type,
                place=place,
                policy=policy.kind,
                arguments=entry.arguments,
                set_identifier=entry.identifier or None,
                body=body,
                ttl=None if isinstance(body, Alias) else ttl,
                health=_health(entry, record_type),
                leads_to=child_name(entry.branch, name) if isinstance(entry.branch, Nested) else None,
            )


def child_name(nested: Nested, name: str) -> str:
    """The name of a nested policy whose record stands under `name`."""
    return f"{nested.label or nested.identifier}.{name.partition('.')[2] if nested.beside else name}"


def record_types(branch: Branch) -> tuple[str, ...]:
    """The types of a branch's records: the same for all of its answers."""
    return next(leaves(branch)).target.record_types


def counted_checks(nested: Nested) -> tuple[str, ...]:
    """The checks of a nested policy's answers, each once: the children of the check that stands for it."""
    return tuple(dict.fromkeys(answer.health_check_id for answer in leaves(nested) if answer.health_check_id))


def _body(branch: Branch, record_type: str, name: str, zone: HostedZone) -> Body:
    if not isinstance(branch, Nested):
        return branch.target.body(record_type)
    nested = child_name(branch, name)
    if record_type == "CNAME":
        return Values(values=(nested,))
    return Alias(name=nested, zone_id=zone.id, evaluate_target_health=True)


def _health(entry: Entry, record_type: str) -> str | AnyOf | None:
    """An answer's own check. A nested name's health is evaluated through its alias; a CNAME is told."""
    if not isinstance(entry.branch, Nested):
        return entry.branch.health_check_id
    if record_type != "CNAME" or always_healthy(entry.branch):
        return None
    checks = counted_checks(entry.branch)
    return checks[0] if len(checks) == 1 else AnyOf(checks=checks)
