"""What is refused of a name's records as a whole: names, types, TTL, depth and health."""

from collections.abc import Iterator

from config.dns_name import within
from constructs_lib.dns.hosted_zone import HostedZone
from constructs_lib.dns.policy import Branch, Entry, Failover, Nested, Policy, always_healthy, leaves
from constructs_lib.dns.policy_rules import policy_refusals
from constructs_lib.dns.record_plan import child_name, counted_checks
from constructs_lib.dns.refusal import Refusal
from constructs_lib.dns.target import CloudFrontAlias

MAX_CHILDREN = 256
"""Children of a calculated check (F11)."""
MAX_LEVELS = 3
"""Levels of records that Route 53 follows through aliases in a zone."""
MAX_TTL_SECONDS = 2_147_483_647


def refusals(policy: Policy, name: str, *, zone: HostedZone, ttl: int | None) -> Iterator[Refusal]:
    """Everything that is wrong with a tree under a name."""
    yield from _wrong_name(name, zone)
    yield from _wrong_types(policy, name, zone)
    yield from _wrong_ttl(policy, name, ttl)
    yield from _distributions(policy, name)
    yield from _too_deep(policy, name)
    yield from _branches(policy, name, zone)


def _branches(policy: Policy, name: str, zone: HostedZone) -> Iterator[Refusal]:
    yield from policy_refusals(policy, name)
    told: set[str] = set()
    for entry in policy.entries():
        branch = entry.branch
        record = f"{name} ({branch.identifier})" if branch.identifier else name
        if record in told:
            continue
        told.add(record)
        yield from _no_health(entry, record, policy)
        if isinstance(branch, Nested):
            nested = child_name(branch, name)
            yield from _wrong_name(nested, zone)
            yield from _uncountable(branch, nested)
            yield from _branches(branch.policy, nested, zone)
        else:
            yield from branch.target.refusals(record, private=zone.private)


def _wrong_name(name: str, zone: HostedZone) -> Iterator[Refusal]:
    if not within(name, zone.name):
        yield Refusal(
            record=name,
            found=f"a name outside its zone {zone.name}",
            mend=f"end it in .{zone.name}, or name its own zone",
        )
    if len(name) > 253 or any(not 0 < len(label) < 64 for label in name.split(".")):
        yield Refusal(
            record=name,
            found="a name of more than 253 characters, or with a label of none or more than 63",
            mend="shorten it, or the label of the nested policy",
        )


def _all_leaves(policy: Policy) -> Iterator[tuple[str, tuple[str, ...]]]:
    for entry in policy.entries():
        for answer in leaves(entry.branch):
            yield answer.identifier, answer.target.record_types


def _wrong_types(policy: Policy, name: str, zone: HostedZone) -> Iterator[Refusal]:
    by_answer = dict(_all_leaves(policy))
    types = {type_ for types in by_answer.values() for type_ in types}
    if "CNAME" in types and name == zone.name:
        yield Refusal(
            record=name,
            found="a CNAME at the apex of its zone (F5)",
            mend="answer with an alias or addresses, or use a name below the zone",
        )
    if len({frozenset(types) for types in by_answer.values()}) > 1:
        listed = ", ".join(f"{who} {' and '.join(types)}" for who, types in by_answer.items())
        reason = (
            "a CNAME stands alone under its name"
            if "CNAME" in types
            else "clients of the family that one lacks would never be led there"
        )
        yield Refusal(
            record=name,
            found=f"answers of different types ({listed}): {reason}",
            mend="answer with the same types in every branch",
        )


def _wrong_ttl(policy: Policy, name: str, ttl: int | None) -> Iterator[Refusal]:
    aliases = {a.target.is_alias for entry in policy.entries() for a in leaves(entry.branch)}
    plain = False in aliases
    if ttl is not None and aliases == {True}:
        yield Refusal(
            record=name,
            found=f"a TTL of {ttl} s on alias records, which have none: AWS answers with the target's, "
            "60 s for a load balancer",
            mend="leave the TTL out",
        )
    if ttl is None and plain:
        yield Refusal(record=name, found="no TTL on plain records", mend="give a TTL, such as 60 s")
    if ttl is not None and not 0 <= ttl <= MAX_TTL_SECONDS:
        yield Refusal(record=name, found=f"a TTL of {ttl} s", mend="choose 0 or more, such as 60 s")


def _distributions(policy: Policy, name: str) -> Iterator[Refusal]:
    def named_in(branch: Branch) -> set[str]:
        targets = (answer.target for answer in leaves(branch))
        return {target.dns_name for target in targets if isinstance(target, CloudFrontAlias)}

    everywhere = set[str]().union(*(named_in(entry.branch) for entry in policy.entries()))
    twice = isinstance(policy, Failover) and named_in(policy.primary) & named_in(policy.secondary)
    if len(everywhere) > 1:
        yield Refusal(
            record=name,
            found="aliases to several CloudFront distributions: an alternate name belongs to one of them, "
            "which answers whatever DNS said (F15)",
            mend="use one distribution with an origin group",
        )
    elif twice:
        yield Refusal(
            record=name,
            found="CloudFront as primary and secondary: that would be one distribution twice (F15)",
            mend="use one distribution with an origin group and a simple record",
        )


def _levels(policy: Policy) -> int:
    nested = [entry.branch.policy for entry in policy.entries() if isinstance(entry.branch, Nested)]
    return 1 + max(map(_levels, nested), default=0)


def _too_deep(policy: Policy, name: str) -> Iterator[Refusal]:
    levels = _levels(policy)
    cname = any("CNAME" in types for _, types in _all_leaves(policy))
    if levels > MAX_LEVELS and not cname:
        yield Refusal(
            record=name,
            found=f"{levels} levels of records: Route 53 follows aliases over {MAX_LEVELS}",
            mend="nest fewer policies, or in a failover among many fewer regions",
        )


def _no_health(entry: Entry, record: str, policy: Policy) -> Iterator[Refusal]:
    if always_healthy(entry.branch) and not entry.last_resort:
        nested = isinstance(entry.branch, Nested)
        yield Refusal(
            record=record,
            found=("a nested policy with an answer" if nested else "an answer")
            + " without a health check: it counts as healthy for ever (F6), "
            + (
                "so the secondary would never answer"
                if isinstance(policy, Failover)
                else "so its failure would never move anybody elsewhere"
            ),
            mend="give it a health check, or a target whose health is evaluated",
        )


def _uncountable(nested: Nested, name: str) -> Iterator[Refusal]:
    """A CNAME to a nested policy takes a check that counts those of its answers."""
    answers = list(leaves(nested))
    if not any("CNAME" in answer.target.record_types for answer in answers) or always_healthy(nested):
        return
    checks = counted_checks(nested)
    if len(checks) > MAX_CHILDREN:
        yield Refusal(
            record=name,
            found=f"{len(checks)} health checks below it, and a calculated check counts {MAX_CHILDREN} (F11)",
            mend="nest fewer answers, or answer with aliases or addresses, which need no such check",
        )
    calculated = dict.fromkeys(answer.identifier for answer in answers if answer.calculated_check)
    if calculated and len(checks) > 1:
        yield Refusal(
            record=name,
            found=f"a calculated health check of {' and '.join(calculated)}, "
            "which no other calculated check can count (F11)",
            mend="give these answers a plain check, or answer with aliases or addresses",
        )
