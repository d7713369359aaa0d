"""EC2: AWS's own prefix lists, which every account sees."""

from moto.ec2.models import EC2Backend
from moto.ec2.models.managed_prefixes import ManagedPrefixList, ManagedPrefixListBackend

from drill.extensions.registry import extends

SERVICE = "ec2"
EDGE = "com.amazonaws.global.cloudfront.origin-facing"
CHECKERS = "route53-healthchecks"
WEIGHTS = {EDGE: 55, CHECKERS: 25}
"""How many rules each counts as, by its name or the end of it."""

_moto_defaults = ManagedPrefixListBackend.create_default_pls


@extends(
    ManagedPrefixListBackend,
    "create_default_pls",
    service=SERVICE,
    action="DescribeManagedPrefixLists",
    reason="moto has no list of the addresses of Route 53's checkers",
)
def _defaults(self: EC2Backend) -> None:
    _moto_defaults(self)
    self._create_aws_managed_prefix_list(
        name=f"com.amazonaws.{self.region_name}.{CHECKERS}",
        address_family="IPv4",
        entries=[{"Cidr": "15.177.0.0/18", "Description": "default"}],
    )


def weight_of(backend: EC2Backend, prefix_list_id: str) -> int:
    """How many rules of a security group a list counts as."""
    found: ManagedPrefixList | None = backend.managed_prefix_lists.get(prefix_list_id)
    name = (found.prefix_list_name or "") if found else ""
    return next((weight for end, weight in WEIGHTS.items() if name.endswith(end)), 1)
