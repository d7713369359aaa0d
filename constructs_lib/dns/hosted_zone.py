"""A hosted zone as routed names see it, and what has been written into it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from constructs_lib.dns.refusal import Refusal, refuse

if TYPE_CHECKING:
    from cdktf_cdktf_provider_aws.provider import AwsProvider

    from constructs_lib.providers import RegionScope


@dataclass(frozen=True, kw_only=True)
class RecordSet:
    """All records of one name and type, which are one policy's."""

    name: str
    type: str
    policy: str
    """`simple`, `failover`, `weighted` and so on."""


class HostedZone:
    """An id, a name, and the record sets written so far: a name that is written twice is refused.

    AWS would refuse the second at the apply, or Terraform would own one record twice.
    """

    def __init__(
        self,
        *,
        id: str,  # noqa: A002  # AWS's own word
        name: str,
        private: bool,
        provider: "AwsProvider | None" = None,
    ) -> None:
        """`id` may be a token; `name` is known. `provider` is that of the zone's account."""
        self.id = id
        self._provider = provider
        self.name = name
        self.private = private
        self._record_sets: dict[tuple[str, str], RecordSet] = {}

    def written_by(self, edge: "RegionScope") -> "AwsProvider":
        """The provider of its records: that of its account, or the edge's where nothing else is said."""
        return self._provider or edge.provider

    def take(self, record_sets: Sequence[RecordSet]) -> None:
        """Notes what is going to be written; raises `RoutingRefusedError` for what cannot stand together."""
        refuse(refusal for record_set in record_sets for refusal in self._refusals(record_set))
        for record_set in record_sets:
            self._record_sets[record_set.name, record_set.type] = record_set

    def _refusals(self, new: RecordSet) -> Iterator[Refusal]:
        standing = self._record_sets.get((new.name, new.type))
        if standing and standing.policy != new.policy:
            yield Refusal(
                record=new.name,
                found=f"{new.policy} records of type {new.type} beside {standing.policy} ones: "
                "a name and type has one policy",
                mend="put the second policy under another name, or nest it as a branch of the first",
            )
        elif standing:
            yield Refusal(
                record=new.name,
                found=f"{new.policy} records of type {new.type} for the second time",
                mend="write all branches of a name at once",
            )
        others = sorted(type_ for name, type_ in self._record_sets if name == new.name and type_ != new.type)
        if others and "CNAME" in (new.type, *others):
            yield Refusal(
                record=new.name,
                found=f"type {new.type} beside type {' and '.join(others)}: "
                "a CNAME stands alone under its name",
                mend="choose another name, or an alias instead of the CNAME",
            )
