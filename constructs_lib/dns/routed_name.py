"""A name that answers by a routing policy."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict
from typing import Any

from cdktf import DataResource, ITerraformDependable, TerraformResourceLifecycle
from cdktf_cdktf_provider_aws.route53_record import (
    Route53Record,
    Route53RecordAlias,
    Route53RecordFailoverRoutingPolicy,
    Route53RecordGeolocationRoutingPolicy,
    Route53RecordLatencyRoutingPolicy,
    Route53RecordWeightedRoutingPolicy,
)
from constructs import Construct

from constructs_lib.dns.health import AnyHealthy
from constructs_lib.dns.hosted_zone import HostedZone, RecordSet
from constructs_lib.dns.policy import Policy
from constructs_lib.dns.record_plan import AnyOf, PlannedRecord, planned
from constructs_lib.dns.record_rules import refusals
from constructs_lib.dns.refusal import refuse
from constructs_lib.dns.target import Alias
from constructs_lib.providers import RegionScope

_BLOCKS: Mapping[str, Callable[..., Any]] = {
    "failover": Route53RecordFailoverRoutingPolicy,
    "weighted": Route53RecordWeightedRoutingPolicy,
    "latency": Route53RecordLatencyRoutingPolicy,
    "geolocation": Route53RecordGeolocationRoutingPolicy,
}


class RoutedName(Construct):
    """The `aws_route53_record`s of a name and of the names nested below it, a `terraform_data` for each.

    Aliases and addresses under a nested name are led to by alias records that evaluate its health; CNAMEs by
    a CNAME with a calculated check, since an alias to a CNAME would be an alias of type CNAME.
    What Route 53 would refuse is refused first, by `RoutingRefusedError`, with everything that is wrong.
    """

    def __init__(
        self,
        scope: Construct,
        id_: str,
        *,
        edge: RegionScope,
        zone: HostedZone,
        name: str,
        policy: Policy,
        ttl: int | None = None,
    ) -> None:
        """`ttl`, in seconds, is for CNAMEs and addresses; alias records have none. Calculated checks are made
        by `edge`, records by the zone's own provider."""
        super().__init__(scope, id_)
        refuse(refusals(policy, name, zone=zone, ttl=ttl))
        records = list(planned(policy, name, zone=zone, ttl=ttl))
        zone.take(
            list(
                dict.fromkeys(
                    RecordSet(name=record.name, type=record.type, policy=record.policy) for record in records
                )
            )
        )
        self._edge, self._zone = edge, zone
        self._checks: dict[str, str] = {}
        self._written: dict[str, list[ITerraformDependable]] = {}
        self._groups: dict[str, tuple[DataResource, str]] = {}
        self._places: dict[tuple[str, ...], Construct] = {(): self}
        for record in records:
            if record.name not in self._groups:
                self._groups[record.name] = self._group(record, records)
            self._written.setdefault(record.name, []).append(self._write(record))
        self.name = name
        self.record_types: tuple[str, ...] = tuple(
            dict.fromkeys(record.type for record in records if record.name == name)
        )
        """What it answers to: A, AAAA or both, or CNAME."""

    def _write(self, record: PlannedRecord) -> ITerraformDependable:
        block = _BLOCKS.get(record.policy)
        arguments: dict[str, Any] = (
            {f"{record.policy}_routing_policy": block(**record.arguments)} if block else {}
        )
        if record.policy == "multivalue":
            arguments["multivalue_answer_routing_policy"] = True
        body: dict[str, Any]
        if isinstance(record.body, Alias):
            body = {"alias": Route53RecordAlias(**asdict(record.body))}
        else:
            body = {"records": list(record.body.values), "ttl": record.ttl}
        group, group_address = self._groups[record.name]
        return Route53Record(
            self._place(record.place),
            f"{record.type}-{record.set_identifier or 'simple'}",
            provider=self._zone.written_by(self._edge),
            zone_id=self._zone.id,
            name=record.name,
            type=record.type,
            set_identifier=record.set_identifier,
            health_check_id=self._check(record),
            # An alias is refused while what it leads to is not there; a CNAME would lead nowhere.
            depends_on=[group, *self._written.get(record.leads_to or "", [])],
            lifecycle=TerraformResourceLifecycle(replace_triggered_by=[group_address]),
            **body,
            **arguments,
        )

    def _group(self, record: PlannedRecord, records: Sequence[PlannedRecord]) -> tuple[DataResource, str]:
        """What all records of a name have in common: when it changes, all go before any comes again.

        One by one they would be refused for ever: a name and type has one policy, and a CNAME no company.
        """
        types = sorted({each.type for each in records if each.name == record.name})
        group = DataResource(
            self._place(record.place),
            "policy",
            triggers_replace={"policy": record.policy, "types": " ".join(types)},
        )
        return group, f"terraform_data.{group.friendly_unique_id}"

    def _check(self, record: PlannedRecord) -> str | None:
        if not isinstance(record.health, AnyOf) or not record.leads_to:
            return record.health if isinstance(record.health, str) else None
        if record.leads_to not in self._checks:
            label = record.leads_to.partition(".")[0]
            check = AnyHealthy(
                self._place((*record.place, label)),
                "any",
                edge=self._edge,
                what=label,
                checks=record.health.checks,
            )
            self._checks[record.leads_to] = check.id
        return self._checks[record.leads_to]

    def _place(self, labels: tuple[str, ...]) -> Construct:
        if labels not in self._places:
            self._places[labels] = Construct(self._place(labels[:-1]), labels[-1])
        return self._places[labels]
