"""A name's routing policy as a tree of values: branches are answers, or policies of names below."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from constructs_lib.dns.location import DEFAULT, Location
from constructs_lib.dns.target import Target

Arguments = Mapping[str, str | int]


@dataclass(frozen=True, kw_only=True)
class Answer:
    """One target, and how Route 53 knows whether it is well."""

    identifier: str
    """What tells it from the others: usually the region. The set identifier of its record, but in failover
    and geolocation, where that is the answer's place."""
    target: Target
    health_check_id: str | None = None
    """Mandatory where the target does not evaluate its own health: a record without either is always healthy
    (F6), and its region is never left."""
    calculated_check: bool = False
    """Whether the check is CALCULATED, so that no other calculated check can count it (F11)."""


@dataclass(frozen=True, kw_only=True)
class Nested:
    """A policy under a name of its own, `<label>.<name>`, to which the branch's record leads."""

    identifier: str
    """What tells it from the others, as an answer's."""
    policy: "Policy"
    label: str = ""
    """The first label of its name. Empty: the identifier."""
    beside: bool = False
    """Whether its name stands beside the name that leads to it, not below: `<label>.<rest of that name>`."""


Branch = Answer | Nested


@dataclass(frozen=True, kw_only=True)
class Entry:
    """One branch as its policy places it: a set of records, one of each type."""

    identifier: str
    branch: Branch
    arguments: Arguments = field(default_factory=dict)
    """Of the policy's block in the record."""
    last_resort: bool = False
    """Whether it may do without any health: it answers when nothing else is well."""


@dataclass(frozen=True, kw_only=True)
class Failover:
    """The primary answers while it is healthy, then the secondary; when both are not, the primary (F6)."""

    primary: Branch
    secondary: Branch
    """May do without a health check, as a last resort that is always there, such as a page of apology."""
    kind: str = "failover"

    def entries(self) -> Iterator[Entry]:
        """The primary first.

        The records are told apart by place, not by region: when regions change places, each record changes
        its target, and no second PRIMARY is ever written beside the first, which Route 53 refuses.
        """
        yield Entry(identifier="primary", branch=self.primary, arguments={"type": "PRIMARY"})
        yield Entry(
            identifier="secondary", branch=self.secondary, arguments={"type": "SECONDARY"}, last_resort=True
        )


@dataclass(frozen=True, kw_only=True)
class Share:
    """A branch's part of the answers."""

    weight: int
    """0 to 255; with 0 it answers only when every branch with more is unhealthy."""
    branch: Branch


@dataclass(frozen=True, kw_only=True)
class Weighted:
    """Healthy branches answer in proportion to their weights."""

    shares: Sequence[Share]
    kind: str = "weighted"

    def entries(self) -> Iterator[Entry]:
        """In the order given."""
        for share in self.shares:
            yield _entry(share.branch, {"weight": share.weight})


@dataclass(frozen=True, kw_only=True)
class Place:
    """A branch and the AWS region to which the latency is measured."""

    region: str
    branch: Branch


@dataclass(frozen=True, kw_only=True)
class Latency:
    """The healthy branch with the lowest latency to the client answers."""

    places: Sequence[Place]
    kind: str = "latency"

    def entries(self) -> Iterator[Entry]:
        """In the order given."""
        for place in self.places:
            yield _entry(place.branch, {"region": place.region})


@dataclass(frozen=True, kw_only=True)
class Area:
    """A branch and the places for whose clients it answers."""

    locations: Sequence[Location]
    branch: Branch


@dataclass(frozen=True, kw_only=True)
class Geolocation:
    """The branch of the smallest place that contains the client answers; one branch has the DEFAULT place.

    When it is unhealthy, the next larger place's branch does, at last the default's.
    """

    areas: Sequence[Area]
    kind: str = "geolocation"

    def entries(self) -> Iterator[Entry]:
        """One for each place, and told apart by it: a place that changes its branch changes a record."""
        for area in self.areas:
            for location in area.locations:
                yield Entry(
                    identifier=location.name,
                    branch=area.branch,
                    arguments=location.arguments,
                )

    @property
    def has_default(self) -> bool:
        """Whether clients of every other place, or of none that is known, get an answer."""
        return any(location == DEFAULT for area in self.areas for location in area.locations)


@dataclass(frozen=True, kw_only=True)
class Multivalue:
    """Up to eight healthy addresses answer together."""

    answers: Sequence[Answer]
    kind: str = "multivalue"

    def entries(self) -> Iterator[Entry]:
        """In the order given."""
        for answer in self.answers:
            yield _entry(answer, {})


@dataclass(frozen=True, kw_only=True)
class Simple:
    """One target, no choice, and so no health check: there would be nothing else to answer with."""

    target: Target
    kind: str = "simple"

    def entries(self) -> Iterator[Entry]:
        """The only one."""
        yield Entry(
            identifier="", branch=Answer(identifier="", target=self.target), arguments={}, last_resort=True
        )


Policy = Failover | Weighted | Latency | Geolocation | Multivalue | Simple


def failover_chain(answers: Sequence[Answer]) -> Policy:
    """Failover in the order given, over two answers or more; one alone answers whatever happens.

    Route 53 knows a primary and a secondary and no third. With more the secondary is a name of its own,
    `standby.<name>`, which fails over among the rest, over `standby-2.<name>` and so on.
    """
    return _chain(answers, depth=1) if len(answers) > 1 else Simple(target=answers[0].target)


def _chain(answers: Sequence[Answer], *, depth: int) -> Failover:
    first, second, *more = answers
    if not more:
        return Failover(primary=first, secondary=second)
    rest = Nested(
        identifier=second.identifier,
        label="standby" if depth == 1 else f"standby-{depth}",
        beside=depth > 1,
        policy=_chain(answers[1:], depth=depth + 1),
    )
    return Failover(primary=first, secondary=rest)


def leaves(branch: Branch) -> Iterator[Answer]:
    """The answers of a branch, at whatever depth; an answer in several places once for each."""
    if isinstance(branch, Answer):
        yield branch
        return
    for entry in branch.policy.entries():
        yield from leaves(entry.branch)


def always_healthy(branch: Branch) -> bool:
    """Whether Route 53 can never find the branch unhealthy: nobody looks at one of its answers (F6)."""
    return any(
        answer.health_check_id is None and not answer.target.evaluates_health for answer in leaves(branch)
    )


def _entry(branch: Branch, arguments: Arguments) -> Entry:
    return Entry(identifier=branch.identifier, branch=branch, arguments=arguments)
