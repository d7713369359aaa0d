"""What the synthesized code says: addresses for `import` blocks and for `terraform state rm`."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

HEADER = """\
# Written by `python main.py failback --write`. For one apply: delete this file after it.
"""


@dataclass(frozen=True, kw_only=True)
class Import:
    """An object that Terraform is to take over."""

    address: str
    id: str

    def __str__(self) -> str:
        return f'import {{\n  to = {self.address}\n  id = "{self.id}"\n}}\n'


class Code:
    """A stack's Terraform JSON."""

    def __init__(self, template: Mapping[str, Any]) -> None:
        self._resources = {
            f"{kind}.{name}": body
            for kind, named in template.get("resource", {}).items()
            for name, body in named.items()
        }

    def database(self, identifier: str) -> str | None:
        """The address of a DB instance."""
        return self._address("aws_db_instance", "identifier", identifier)

    def cluster(self, identifier: str) -> str | None:
        """The address of an Aurora cluster."""
        return self._address("aws_rds_cluster", "cluster_identifier", identifier)

    def cluster_instance(self, identifier: str) -> str | None:
        """The address of an instance of an Aurora cluster."""
        return self._address("aws_rds_cluster_instance", "identifier", identifier)

    def cluster_instances(self, region: str) -> tuple[str, ...]:
        """The addresses of all instances of Aurora clusters in a region."""
        kind = "aws_rds_cluster_instance."
        return tuple(
            each for each in self._resources if each.startswith(kind) and self.region(each) == region
        )

    def parameter(self, name: str, region: str) -> str | None:
        """The address of a parameter in a region."""
        address = self._address("aws_ssm_parameter", "name", name)
        return address if address and self.region(address) == region else None

    def health_checks(self) -> tuple[str, ...]:
        """The addresses of all health checks."""
        return tuple(sorted(each for each in self._resources if each.startswith("aws_route53_health_check.")))

    def region(self, address: str) -> str:
        """The region of the provider that an address has."""
        provider = str(self._resources[address].get("provider", ""))
        return provider.removeprefix("aws.").replace("_", "-")

    def elsewhere(self, other: "Code") -> tuple[str, ...]:
        """Addresses that the other code has too, but in another region.

        Terraform would look for what they stand for in the wrong region, find nothing there, and leave the
        real ones behind, running.
        """
        return tuple(
            sorted(
                address
                for address in self._resources.keys() & other._resources.keys()
                if address.startswith("aws_") and self.region(address) != other.region(address)
            )
        )

    def _address(self, kind: str, key: str, value: str) -> str | None:
        for address, body in self._resources.items():
            if address.startswith(f"{kind}.") and body.get(key) == value:
                return address
        return None


def blocks(imports: tuple[Import, ...]) -> str:
    """The file for `--write`."""
    return "\n".join([HEADER, *map(str, imports)])
