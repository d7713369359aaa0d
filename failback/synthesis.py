"""The code of a deployment file, for its addresses."""

import json
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any, TypeVar

from config.pilot_light import PilotLight
from config.warm_standby import WarmStandby
from failback.way import Templates

System = TypeVar("System", PilotLight, WarmStandby)
OTHER = {"primary": "standby", "standby": "primary"}


def templates_of(deployment: System) -> Templates:
    """With the roles of the file, and with the roles exchanged."""
    return Templates(current=lambda: _template(deployment), swapped=lambda: _template(swapped(deployment)))


def swapped(deployment: System) -> System:
    """The same deployment with the roles of its regions exchanged, and nothing else."""
    regions = tuple(region.model_copy(update={"role": OTHER[region.role]}) for region in deployment.regions)
    return deployment.model_copy(update={"regions": regions})


def _template(deployment: PilotLight | WarmStandby) -> Mapping[str, Any]:
    """Made in a folder of its own: the one that is deployed from stays as it is."""
    # Imported here: the bindings start a Node process, which looking at AWS must not wait for.
    from constructs_lib.synthesis import STACK_FILE, synthesize

    with tempfile.TemporaryDirectory(prefix="holdfast-") as folder:
        (stack,) = synthesize([deployment], Path(folder) / "out")
        template: Mapping[str, Any] = json.loads((stack.folder / STACK_FILE).read_text(encoding="utf-8"))
    return template
