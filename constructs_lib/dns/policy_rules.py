"""What is refused of one routing policy: set identifiers, weights, places, multivalue's plainness."""

from collections import Counter
from collections.abc import Iterator

from config.aws_regions import AWS_REGIONS
from constructs_lib.dns.policy import (
    Answer,
    Geolocation,
    Latency,
    Multivalue,
    Policy,
    Weighted,
    leaves,
)
from constructs_lib.dns.refusal import Refusal
from constructs_lib.dns.target import Values

MAX_RECORDS = 100
"""Weighted, latency, geolocation or multivalue records of one name and type."""
MAX_MULTIVALUE = 8
"""Records in one multivalue answer. More could be written, but each answer would then lack some."""
MAX_IDENTIFIER = 128


def policy_refusals(policy: Policy, name: str) -> Iterator[Refusal]:
    """Everything that is wrong with one level of a tree, under `name`."""
    record = f"{name} ({policy.kind})"
    yield from _identifiers(policy, record)
    yield from _too_many(policy, record)
    yield from _several_values(policy, name)
    if isinstance(policy, Weighted):
        yield from _weights(policy, record)
    if isinstance(policy, Latency):
        yield from _regions(policy, record)
    if isinstance(policy, Geolocation):
        yield from _places(policy, record)
    if isinstance(policy, Multivalue):
        yield from _multivalue(policy, name)


def _identifiers(policy: Policy, record: str) -> Iterator[Refusal]:
    identifiers = [entry.identifier for entry in policy.entries()]
    for identifier, times in Counter(identifiers).items():
        if times > 1 and not isinstance(policy, Geolocation):  # its places are told of below
            yield Refusal(
                record=record,
                found=f"the set identifier {identifier} {times} times",
                mend="give every branch an identifier of its own, such as its region",
            )
        if len(identifier) > MAX_IDENTIFIER:
            yield Refusal(
                record=record,
                found=f"a set identifier of {len(identifier)} characters",
                mend=f"shorten it to {MAX_IDENTIFIER}",
            )


def _too_many(policy: Policy, record: str) -> Iterator[Refusal]:
    count = sum(1 for _ in policy.entries())
    if count > MAX_RECORDS:
        yield Refusal(
            record=record,
            found=f"{count} records of one name and type",
            mend=f"keep it to {MAX_RECORDS}, or nest some of them",
        )
    if count == 0:
        yield Refusal(record=record, found="no branches", mend="add one or more")


def _several_values(policy: Policy, name: str) -> Iterator[Refusal]:
    """Weighted, latency and multivalue records hold one value each."""
    if not isinstance(policy, Weighted | Latency | Multivalue):
        return
    for entry in policy.entries():
        if not isinstance(entry.branch, Answer):
            continue
        target = entry.branch.target
        bodies = (target.body(type_) for type_ in target.record_types)
        if any(isinstance(body, Values) and len(body.values) > 1 for body in bodies):
            yield Refusal(
                record=f"{name} ({entry.identifier})",
                found=f"several addresses of one family in a {policy.kind} record, which holds one",
                mend="give each address an answer of its own"
                if isinstance(policy, Multivalue)
                else "nest a multivalue policy with an answer for each address",
            )


def _weights(policy: Weighted, record: str) -> Iterator[Refusal]:
    weights = [share.weight for share in policy.shares]
    for share in policy.shares:
        if not 0 <= share.weight <= 255:
            yield Refusal(
                record=record,
                found=f"the weight {share.weight} of {share.branch.identifier}",
                mend="choose a whole number from 0 to 255",
            )
    if weights and not any(weights):
        yield Refusal(
            record=record,
            found="0 as every weight: Route 53 would then ignore the weights and answer with all alike",
            mend="give at least one branch a weight above 0",
        )


def _regions(policy: Latency, record: str) -> Iterator[Refusal]:
    for region, times in Counter(place.region for place in policy.places).items():
        if times > 1:
            yield Refusal(
                record=record,
                found=f"{region} {times} times: one latency record for each region",
                mend=f"nest the answers of {region} under one branch",
            )
        if region not in AWS_REGIONS:
            yield Refusal(
                record=record,
                found=f"{region}, which is no AWS region",
                mend="name the region to which the latency is measured, such as us-east-1",
            )


def _places_twice(policy: Geolocation) -> Iterator[str]:
    places = Counter(location.name for area in policy.areas for location in area.locations)
    yield from (place for place, times in places.items() if times > 1)


def _places(policy: Geolocation, record: str) -> Iterator[Refusal]:
    if not policy.has_default:
        yield Refusal(
            record=record,
            found="no default location: clients in no listed place, and those whose place is not known, "
            "would get no answer",
            mend="give one branch the DEFAULT location",
        )
    for place in _places_twice(policy):
        yield Refusal(record=record, found=f"{place} twice", mend="keep it in one branch")


def _multivalue(policy: Multivalue, name: str) -> Iterator[Refusal]:
    for answer in policy.answers:
        kinds = [leaf.target.kind for leaf in leaves(answer) if not _plain(leaf)]
        if kinds:
            yield Refusal(
                record=f"{name} ({answer.identifier})",
                found=f"{kinds[0]} with multivalue, which takes plain addresses only",
                mend="answer with Addresses, or choose weighted or latency",
            )
    if len(policy.answers) > MAX_MULTIVALUE:
        yield Refusal(
            record=f"{name} (multivalue)",
            found=f"{len(policy.answers)} answers, of which Route 53 gives {MAX_MULTIVALUE} at a time: "
            "each client would miss some",
            mend=f"keep it to {MAX_MULTIVALUE}, or choose latency",
        )


def _plain(answer: Answer) -> bool:
    return not answer.target.is_alias and "CNAME" not in answer.target.record_types
