"""What Route 53 would answer, worked out from the records and checks that stand in the embedded AWS."""

from collections.abc import Sequence
from typing import Any

from drill.local_aws import LocalAws

Record = dict[str, Any]


class EmbeddedDns:
    """Failover records under endpoint checks, calculated checks and the inverted check of a takeover switch.

    moto's checkers look at nothing. Here an endpoint is unhealthy while its check's id is in `lost`, and the
    inverted one says what the switch's parameter says.
    """

    def __init__(self, aws: LocalAws, *, zone: str, switch: tuple[str, str]) -> None:
        """`switch` is the region and the name of the takeover parameter."""
        self._route53 = aws.client("route53")
        self._ssm = aws.client("ssm", switch[0])
        self._switch = switch[1]
        self._zone_id = self._route53.list_hosted_zones_by_name(DNSName=zone)["HostedZones"][0]["Id"]
        self.lost: set[str] = set()

    def answer(self, name: str) -> Record:
        """The record of a failover pair that answers: the primary where both or neither are healthy (F6)."""
        pair = {record["Failover"]: record for record in self._records(name)}
        if self._healthy(pair["PRIMARY"]) or not self._healthy(pair["SECONDARY"]):
            return pair["PRIMARY"]
        return pair["SECONDARY"]

    def addresses(self, name: str) -> list[str]:
        """The addresses of a plain record."""
        return [each["Value"] for each in self.answer(name)["ResourceRecords"]]

    def leads_to(self, name: str) -> str:
        """Where an alias leads."""
        return str(self.answer(name)["AliasTarget"]["DNSName"]).rstrip(".")

    def _records(self, name: str) -> Sequence[Record]:
        pages = self._route53.get_paginator("list_resource_record_sets").paginate(HostedZoneId=self._zone_id)
        every = (record for page in pages for record in page["ResourceRecordSets"])
        return [record for record in every if record["Name"].rstrip(".") == name and "Failover" in record]

    def _healthy(self, record: Record) -> bool:
        """A record without a check is always healthy (F6)."""
        return "HealthCheckId" not in record or self._passes(record["HealthCheckId"])

    def _passes(self, check_id: str) -> bool:
        config = self._route53.get_health_check(HealthCheckId=check_id)["HealthCheck"]["HealthCheckConfig"]
        if config["Type"] == "CALCULATED":
            healthy = sum(self._passes(child) for child in config["ChildHealthChecks"])
            return bool(healthy >= config["HealthThreshold"])
        if config.get("Inverted"):
            return bool(self._ssm.get_parameter(Name=self._switch)["Parameter"]["Value"] != "on")
        return check_id not in self.lost
