"""A whole deployment: any of the systems, told apart by `system`.

A system's model is imported when it is first asked for: checking a file needs one of them, and every one
takes its time to build.
"""

from collections.abc import Mapping
from importlib import import_module
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from config.lattice_service import LatticeService
    from config.pilot_light import PilotLight
    from config.warm_standby import WarmStandby
    from config.website import Website

    Deployment = LatticeService | PilotLight | WarmStandby | Website
    """Any system; another one joins here and in `_PLACES`."""
    System = type[LatticeService] | type[PilotLight] | type[WarmStandby] | type[Website]

_PLACES = {
    "lattice-service": ("config.lattice_service", "LatticeService"),
    "pilot-light": ("config.pilot_light", "PilotLight"),
    "warm-standby": ("config.warm_standby", "WarmStandby"),
    "website": ("config.website", "Website"),
}

SYSTEM_NAMES = tuple(_PLACES)
"""The values of the `system` key."""


def system_model(name: str) -> "System":
    """The model of one system."""
    module, model = _PLACES[name]
    found: Any = getattr(import_module(module), model)
    return found  # type: ignore[no-any-return]  # the table's names are those of the union


def system_models() -> "Mapping[str, System]":
    """Every system by its name."""
    return MappingProxyType({name: system_model(name) for name in SYSTEM_NAMES})
