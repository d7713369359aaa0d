"""Pilot lights for tests: the example's shape, with what a test is about changed."""

from typing import TYPE_CHECKING, Any

from config.pilot_light import PilotLight

if TYPE_CHECKING:
    from constructs_lib.testing import Template

PILOT_LIGHT: dict[str, Any] = {
    "system": "pilot-light",
    "name": "shop",
    "regions": [
        {"name": "us-east-1", "role": "primary", "cidr": "10.0.0.0/16"},
        {"name": "us-west-2", "role": "standby", "cidr": "10.1.0.0/16"},
    ],
    "domain": {"name": "shop.example.com", "zone": {"name": "example.com", "lookup_zone": True}},
    "failover": {"mode": "automatic"},
    "database": {"engine": "postgres", "version": "17"},
    "monitoring": {"emails": ["oncall@example.com"]},
}


def pilot_light(**changes: Any) -> PilotLight:  # noqa: ANN401  # whatever YAML can say
    """A valid `pilot-light`; `changes` replace whole top-level keys."""
    return PilotLight.model_validate({**PILOT_LIGHT, **changes})


def synthesized_pilot_light(**changes: object) -> "Template":
    """The template of a `pilot-light` with these top-level keys changed."""
    # Imported here: most tests of this suite need no bindings, and Node starts with them.
    import constructs_lib  # noqa: F401  # it makes the bindings load lazily, so it comes before them

    # isort: split
    from cdktf import Testing

    from constructs_lib.systems.pilot_light import PilotLightStack
    from constructs_lib.testing import Template

    deployment = pilot_light(**changes)
    return Template.of(PilotLightStack(Testing.app(), deployment.stack_name, deployment=deployment))
