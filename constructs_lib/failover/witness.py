"""Route 53's verdict on the primary as a DNS name, which any region can read."""

from constructs import Construct

from constructs_lib.dns.health import Check
from constructs_lib.dns.hosted_zone import HostedZone
from constructs_lib.dns.policy import Answer, Failover
from constructs_lib.dns.routed_name import RoutedName
from constructs_lib.dns.target import Addresses
from constructs_lib.providers import RegionScope

UP = "192.0.2.1"
DOWN = "198.51.100.1"
"""Addresses for documentation (RFC 5737): nobody is there, and nobody connects to them."""


class WitnessRecord(Construct):
    """A failover pair of plain A records: `UP` while the primary's check is healthy, else `DOWN`.

    The alarm on that check's metric is in us-east-1 (F14), perhaps in the very region that is lost; this is
    the same verdict out of Route 53's data plane, which is everywhere (F8). The check is the primary's
    endpoint check alone, without the takeover switch: whether the primary is well again must stay visible
    after a failover.
    """

    def __init__(
        self,
        scope: Construct,
        id_: str,
        *,
        edge: RegionScope,
        zone: HostedZone,
        name: str,
        ttl: int,
        primary_check: Check,
    ) -> None:
        """`ttl` in seconds, shorter than the time between two readings."""
        super().__init__(scope, id_)
        RoutedName(
            self,
            "records",
            edge=edge,
            zone=zone,
            name=name,
            policy=Failover(
                primary=Answer(
                    identifier="up", target=Addresses(ipv4=[UP]), health_check_id=primary_check.id
                ),
                # Without a check, so always healthy (F6): with both unhealthy the answer would be `UP` again.
                secondary=Answer(identifier="down", target=Addresses(ipv4=[DOWN])),
            ),
            ttl=ttl,
        )
        self.name = name
