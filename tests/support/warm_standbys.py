"""Warm standbys for tests: the example's shape, with what a test is about changed."""

from typing import Any

from config.warm_standby import WarmStandby
from constructs_lib.testing import Template

WARM_STANDBY: dict[str, Any] = {
    "system": "warm-standby",
    "name": "store",
    "regions": [
        {"name": "us-east-1", "role": "primary", "cidr": "10.0.0.0/16"},
        {"name": "us-west-2", "role": "standby", "cidr": "10.1.0.0/16"},
    ],
    "domain": {"name": "store.example.com", "zone": {"name": "example.com", "lookup_zone": True}},
    "failover": {"mode": "automatic"},
    "database": {"engine": "aurora-postgresql", "version": "17.7"},
    "compute": {"size": {"min": 4, "max": 12, "desired": 4}},
    "monitoring": {"emails": ["oncall@example.com"]},
}


def warm_standby(**changes: Any) -> WarmStandby:  # noqa: ANN401  # whatever YAML can say
    """A valid `warm-standby`; `changes` replace whole top-level keys."""
    return WarmStandby.model_validate({**WARM_STANDBY, **changes})


def synthesized_warm_standby(**changes: object) -> Template:
    """The template of a `warm-standby` with these top-level keys changed."""
    # Imported here: most tests of this suite need no bindings, and Node starts with them.
    import constructs_lib  # noqa: F401  # it makes the bindings load lazily, so it comes before them

    # isort: split
    from cdktf import Testing

    from constructs_lib.systems.warm_standby import WarmStandbyStack

    deployment = warm_standby(**changes)
    return Template.of(WarmStandbyStack(Testing.app(), deployment.stack_name, deployment=deployment))
