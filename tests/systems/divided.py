"""Every system with one state per region."""

import json
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tests.support.deployments import ADOPTED, lattice_service
from tests.support.pilot_lights import pilot_light
from tests.support.warm_standbys import warm_standby
from tests.support.websites import EVERYTHING, THREE_REGIONS, website
from tests.terraform.test_examples import VARIANTS as LATTICE_VARIANTS
from tests.terraform.test_pilot_light_plans import VARIANTS as PILOT_LIGHT_VARIANTS
from tests.terraform.test_website import VARIANTS as WEBSITE_VARIANTS

if TYPE_CHECKING:
    from config.deployment import Deployment

PER_REGION: dict[str, Any] = {"backend": "local", "layout": "per-region"}
EXCHANGED = [
    {"name": "us-east-1", "role": "standby", "cidr": "10.0.0.0/16"},
    {"name": "us-west-2", "role": "primary", "cidr": "10.1.0.0/16"},
]
ZONES_ELSEWHERE = {"dns": {"assume_role": {"role_arn": "arn:aws:iam::210987654321:role/dns"}}}

SHAPES: dict[str, tuple[Any, dict[str, Any]]] = {
    "lattice-service": (lattice_service, {}),
    "lattice-service, all adopted": (lattice_service, ADOPTED),
    "lattice-service, zones in another account": (lattice_service, {"providers": ZONES_ELSEWHERE}),
    "website": (website, {}),
    "website, everything": (website, EVERYTHING),
    "website, three regions": (website, {"regions": THREE_REGIONS}),
    "pilot-light": (pilot_light, {}),
    "pilot-light, a new zone in another account": (
        pilot_light,
        {
            "domain": {"name": "shop.example.com", "zone": {"name": "example.com", "dnssec": True}},
            "providers": ZONES_ELSEWHERE,
        },
    ),
    "pilot-light, roles exchanged": (pilot_light, {"regions": EXCHANGED}),
    "warm-standby": (warm_standby, {}),
    "warm-standby, roles exchanged": (warm_standby, {"regions": EXCHANGED}),
    **{f"lattice-service, {name}": (lattice_service, each) for name, each in LATTICE_VARIANTS.items()},
    **{f"website, {name}": (website, each) for name, each in WEBSITE_VARIANTS.items()},
    **{f"pilot-light, {name}": (pilot_light, each) for name, each in PILOT_LIGHT_VARIANTS.items()},
}
"""What makes a deployment, and the keys to change."""


def deployment_of(shape: str, state: dict[str, Any]) -> "Deployment":
    """A shape with its state kept so."""
    make, changes = SHAPES[shape]
    made: Deployment = make(**changes, state=state)
    return made


def undivided(deployment: "Deployment") -> Any:  # noqa: ANN401  # JSON
    """The one template that is divided afterwards."""
    from cdktf import App  # not above: it starts Node

    from constructs_lib.synthesis import STACK_FILE, add_stack

    with tempfile.TemporaryDirectory() as folder:
        app = App(outdir=folder)
        add_stack(app, deployment)
        app.synth()
        file = Path(folder, "stacks", deployment.stack_name, STACK_FILE)
        return json.loads(file.read_text(encoding="utf-8"))
