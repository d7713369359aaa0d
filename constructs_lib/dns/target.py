"""What a name may answer with: each kind of target knows its records and what Route 53 refuses of it."""

import ipaddress
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

from constructs_lib.dns.refusal import Refusal

CLOUDFRONT_ZONE_ID = "Z2FDTNDATAQYW2"
"""The hosted zone of every CloudFront distribution's name."""

IPV4 = ("A",)
DUAL_STACK = ("A", "AAAA")


@dataclass(frozen=True, kw_only=True)
class Alias:
    """An alias record's body. It has no TTL: AWS answers with the target's."""

    name: str
    zone_id: str
    evaluate_target_health: bool


@dataclass(frozen=True, kw_only=True)
class Values:
    """A plain record's body."""

    values: tuple[str, ...]


Body = Alias | Values


class Target(Protocol):
    """A strategy: how one answer becomes records."""

    @property
    def kind(self) -> str:
        """What it is, in a message: `a CNAME`."""

    @property
    def record_types(self) -> tuple[str, ...]:
        """The types of its records, one record for each."""

    @property
    def is_alias(self) -> bool:
        """Whether its records are alias records."""

    @property
    def evaluates_health(self) -> bool:
        """Whether Route 53 learns its health without a health check."""

    def body(self, record_type: str) -> Body:
        """The body of its record of one of its types."""

    def refusals(self, record: str, *, private: bool) -> Iterator[Refusal]:
        """What Route 53 refuses of it in a public or private zone."""


@dataclass(frozen=True, kw_only=True)
class LoadBalancerAlias:
    """An alias to an Application or Network Load Balancer, in any zone, at an apex too (F5)."""

    dns_name: str
    zone_id: str
    """The load balancer's own `zone_id`, not that of the record."""
    record_types: tuple[str, ...] = IPV4
    """DUAL_STACK for a load balancer with both address families."""
    evaluate_target_health: bool = True
    """True: an unhealthy load balancer is not answered with, without any health check. A target group
    without registered targets counts as unhealthy (F7), and so does a standby that is scaled to zero."""
    kind: str = "an alias to a load balancer"

    @property
    def is_alias(self) -> bool:
        """Always."""
        return True

    @property
    def evaluates_health(self) -> bool:
        """As chosen."""
        return self.evaluate_target_health

    def body(self, record_type: str) -> Alias:  # noqa: ARG002  # the same for both families
        """The same for A and AAAA."""
        return Alias(
            name=self.dns_name, zone_id=self.zone_id, evaluate_target_health=self.evaluate_target_health
        )

    def refusals(self, record: str, *, private: bool) -> Iterator[Refusal]:  # noqa: ARG002  # takes both
        """Types other than A and AAAA."""
        yield from _wrong_types(record, self.kind, self.record_types)


@dataclass(frozen=True, kw_only=True)
class CloudFrontAlias:
    """An alias to a CloudFront distribution, which has to list the record's name among its alternate names.

    Two distributions cannot share a name (F15): failover between them is not DNS's to do.
    """

    dns_name: str
    record_types: tuple[str, ...] = DUAL_STACK
    """IPV4 for a distribution with IPv6 switched off."""
    evaluate_target_health: bool = False
    """Never true: CloudFront has no health that Route 53 could evaluate (F7)."""
    kind: str = "an alias to CloudFront"

    @property
    def is_alias(self) -> bool:
        """Always."""
        return True

    @property
    def evaluates_health(self) -> bool:
        """Never."""
        return False

    def body(self, record_type: str) -> Alias:  # noqa: ARG002  # the same for both families
        """The same for A and AAAA."""
        return Alias(name=self.dns_name, zone_id=CLOUDFRONT_ZONE_ID, evaluate_target_health=False)

    def refusals(self, record: str, *, private: bool) -> Iterator[Refusal]:
        """Types other than A and AAAA, a private zone, an evaluated health."""
        yield from _wrong_types(record, self.kind, self.record_types)
        if private:
            yield Refusal(
                record=record,
                found="an alias to CloudFront in a private zone, which Route 53 does not take",
                mend="put the record into the public zone, or answer with a CNAME",
            )
        if self.evaluate_target_health:
            yield Refusal(
                record=record,
                found="evaluate_target_health on an alias to CloudFront, which Route 53 does not take (F7)",
                mend="leave it false and give the answer a health check",
            )


@dataclass(frozen=True, kw_only=True)
class Cname:
    """Another DNS name, of any owner. Costs a query more, and cannot stand at a zone's apex (F5)."""

    dns_name: str
    kind: str = "a CNAME"
    record_types: tuple[str, ...] = ("CNAME",)

    @property
    def is_alias(self) -> bool:
        """Never."""
        return False

    @property
    def evaluates_health(self) -> bool:
        """Never: it needs a health check."""
        return False

    def body(self, record_type: str) -> Values:  # noqa: ARG002  # there is one
        """The name."""
        return Values(values=(self.dns_name,))

    def refusals(self, record: str, *, private: bool) -> Iterator[Refusal]:  # noqa: ARG002  # takes both
        """Another type than CNAME, an address where a name belongs."""
        if self.record_types != ("CNAME",):
            yield Refusal(
                record=record,
                found=f"a CNAME at type {' and '.join(self.record_types)}",
                mend="leave record_types alone, or answer with an alias or addresses",
            )
        if _family(self.dns_name):
            yield Refusal(
                record=record,
                found=f"the address {self.dns_name} as a CNAME's name",
                mend="answer with Addresses",
            )


@dataclass(frozen=True, kw_only=True)
class Addresses:
    """Plain addresses: A for IPv4, AAAA for IPv6, both where both are given."""

    ipv4: Sequence[str] = ()
    ipv6: Sequence[str] = ()
    kind: str = "plain addresses"

    @property
    def record_types(self) -> tuple[str, ...]:
        """Of the families that it has."""
        return (*(("A",) if self.ipv4 else ()), *(("AAAA",) if self.ipv6 else ()))

    @property
    def is_alias(self) -> bool:
        """Never."""
        return False

    @property
    def evaluates_health(self) -> bool:
        """Never: it needs a health check."""
        return False

    def body(self, record_type: str) -> Values:
        """The addresses of the type's family."""
        return Values(values=tuple(self.ipv4 if record_type == "A" else self.ipv6))

    def refusals(self, record: str, *, private: bool) -> Iterator[Refusal]:  # noqa: ARG002  # takes both
        """No address, or one that is none of its family. Tokens are taken as they are."""
        if not self.record_types:
            yield Refusal(record=record, found="no address", mend="give ipv4, ipv6 or both")
        for version, addresses in ((4, self.ipv4), (6, self.ipv6)):
            for address in addresses:
                if "${" not in address and _family(address) != version:
                    yield Refusal(
                        record=record,
                        found=f"{address} among the IPv{version} addresses",
                        mend=f"write an IPv{version} address, or a name as a Cname",
                    )


def _wrong_types(record: str, kind: str, types: tuple[str, ...]) -> Iterator[Refusal]:
    if not types or set(types) - set(DUAL_STACK):
        yield Refusal(
            record=record,
            found=f"{kind} at type {' and '.join(types) or 'none'}",
            mend="use A, AAAA or both; a CNAME is a target of its own",
        )


def _family(text: str) -> int | None:
    try:
        return ipaddress.ip_address(text).version
    except ValueError:
        return None
