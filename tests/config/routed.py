"""A model with regions and any routing, and what is said of a wrong one."""

from collections.abc import Mapping
from typing import Any

from pydantic import ValidationError

from config import routing_regions
from config.model import Checks, ConfigModel, key_text
from config.partial import violations_in
from config.regions import Region
from config.routing import AnyRouting, FailoverRouting, with_policy
from config.wording import violations_of


class Routed(ConfigModel):
    """What a system adds for routing."""

    regions: tuple[Region, ...]
    """The regions."""
    routing: AnyRouting = FailoverRouting()
    """Any policy."""

    @classmethod
    def completed(cls, raw: Mapping[str, Any]) -> Mapping[str, Any]:
        """Failover where no policy is named."""
        return {**raw, "routing": with_policy(raw["routing"])} if "routing" in raw else raw

    def checks(self) -> Checks:
        """Routing and regions together."""
        return routing_regions.checks(self)


def active(*names: str) -> list[dict[str, str]]:
    """Regions that answer together."""
    return [{"name": name, "role": "active"} for name in names]


FAILOVER_PAIR = [{"name": "us-east-1", "role": "primary"}, {"name": "us-west-2", "role": "standby"}]
ACTIVE_PAIR = active("us-east-1", "us-west-2")


def routing_of(regions: list[dict[str, str]], **routing: Any) -> AnyRouting:  # noqa: ANN401  # as in YAML
    """The checked section."""
    return Routed.model_validate({"regions": regions, "routing": routing}).routing


def problems(regions: list[dict[str, str]], **routing: Any) -> list[str]:  # noqa: ANN401  # as in YAML
    """`key: found; allowed; mend` of everything that is wrong, as the loader collects it."""
    raw = {"regions": regions, "routing": routing}
    try:
        Routed.model_validate(raw)
    except ValidationError as error:
        found = [*violations_of(error, Routed), *violations_in(Routed, raw)]
        return [f"{key_text(each.key)}: {each.found}; {each.allowed}; {each.mend}" for each in found]
    return []
