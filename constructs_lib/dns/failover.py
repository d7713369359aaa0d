"""Failover records: one name that answers with the first region that is well."""

from collections.abc import Sequence
from dataclasses import dataclass

from cdktf_cdktf_provider_aws.route53_record import Route53Record, Route53RecordFailoverRoutingPolicy
from constructs import Construct

from constructs_lib.dns.health import AnyHealthy
from constructs_lib.providers import RegionScope


@dataclass(frozen=True, kw_only=True)
class Answer:
    """What a name answers with for one region."""

    region: str
    target: str
    """A DNS name."""
    health_check_id: str


class FailoverRecords(Construct):
    """CNAME pairs (`aws_route53_record`) under one name, in the order in which regions take over.

    Route 53 knows a primary and a secondary and no third. With more regions the secondary is a name of
    its own, `standby.<name>`, which fails over among the rest; it is healthy while any of them is.
    Every record has a health check. When all are unhealthy Route 53 answers with the primary (F6).
    """

    def __init__(
        self,
        scope: Construct,
        id_: str,
        *,
        edge: RegionScope,
        zone_id: str,
        name: str,
        ttl: int,
        answers: Sequence[Answer],
    ) -> None:
        """`answers` are two or more, the primary first; `ttl` is in seconds."""
        super().__init__(scope, id_)
        self._edge, self._zone_id, self._ttl = edge, zone_id, ttl
        self._pairs(name, name, answers, depth=0)

    def _pairs(self, name: str, shared_name: str, answers: Sequence[Answer], *, depth: int) -> None:
        first, *rest = answers
        self._record(name, "PRIMARY", first)
        if len(rest) > 1:
            standby = f"standby{'' if depth == 0 else f'-{depth + 1}'}.{shared_name}"
            self._pairs(standby, shared_name, rest, depth=depth + 1)
            either = AnyHealthy(
                self,
                f"any-{rest[0].region}",
                edge=self._edge,
                what=standby.partition(".")[0],
                checks=[answer.health_check_id for answer in rest],
            )
            rest = [Answer(region=rest[0].region, target=standby, health_check_id=either.id)]
        self._record(name, "SECONDARY", rest[0])

    def _record(self, name: str, role: str, answer: Answer) -> None:
        Route53Record(
            self,
            f"{role.lower()}-{answer.region}",
            provider=self._edge.provider,
            zone_id=self._zone_id,
            name=name,
            type="CNAME",
            ttl=self._ttl,
            records=[answer.target],
            set_identifier=answer.region,
            health_check_id=answer.health_check_id,
            failover_routing_policy=Route53RecordFailoverRoutingPolicy(type=role),
        )
