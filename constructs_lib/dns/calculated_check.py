"""Health checks that count other health checks."""

from collections.abc import Sequence

from cdktf_cdktf_provider_aws.route53_health_check import Route53HealthCheck
from constructs import Construct

from constructs_lib.dns.health import REPLACED_WHILE_IN_USE, Check
from constructs_lib.providers import RegionScope

MOST_CHILDREN = 256


class CalculatedCheck(Construct):
    """`aws_route53_health_check`, CALCULATED: healthy while enough of its children are (F11)."""

    def __init__(
        self,
        scope: Construct,
        id_: str,
        *,
        edge: RegionScope,
        what: Sequence[str],
        children: Sequence[Check],
        required: int | None = None,
        inverted: bool = False,
    ) -> None:
        """`what` are the last parts of the check's name; `required` children must be healthy, all by default.

        Raises `ValueError` for children that Route 53 cannot count and for a count that decides nothing: with
        0 the check would always be healthy, with more than there are children never.
        """
        super().__init__(scope, id_)
        name = edge.naming.name(*what)
        required = len(children) if required is None else required
        _refuse(name, children, required)
        resource = Route53HealthCheck(
            self,
            "check",
            provider=edge.provider,
            type="CALCULATED",
            child_healthchecks=[child.id for child in children],
            child_health_threshold=required,
            invert_healthcheck=inverted or None,
            tags=edge.tags(Name=name),
            lifecycle=REPLACED_WHILE_IN_USE,
        )
        self.check = Check(id=resource.id, kind="calculated")


def _refuse(name: str, children: Sequence[Check], required: int) -> None:
    calculated = sum(child.kind == "calculated" for child in children)
    if not 1 <= len(children) <= MOST_CHILDREN:
        raise ValueError(f"{name} has {len(children)} children; a calculated check has 1 to {MOST_CHILDREN}")
    if calculated:
        raise ValueError(
            f"{name} has {calculated} calculated check{'s' if calculated > 1 else ''} among its children; "
            "a calculated check cannot count calculated ones: give it their children instead"
        )
    if len({child.id for child in children}) < len(children):
        raise ValueError(f"{name} has the same child twice; each one counts once")
    if not 1 <= required <= len(children):
        raise ValueError(
            f"{name} requires {required} of {len(children)} children; choose 1 to {len(children)}"
        )
