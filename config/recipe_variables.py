"""The variable names that users of the published recipe know."""

from collections.abc import Mapping

from config.environment_keys import UnknownVariableError, key_of, value_of
from config.model import ConfigModel, KeyPath
from config.overlay import Overlay

RECIPE_KEYS: Mapping[str, KeyPath] = {
    "DOMAIN_NAME": ("domain", "name"),
    "SERVICE_NETWORK_NAME": ("lattice", "network_name"),
    "HEALTH_CHECK_INTERVAL": ("health", "interval"),
    "FAILURE_THRESHOLD": ("health", "threshold"),
}
"""Names that stand for one key."""

PRIMARY, SECONDARY = "PRIMARY_REGION", "SECONDARY_REGION"
"""The name of the region with the role primary, and of the first standby region."""


def lay_recipe(overlay: Overlay, model: type[ConfigModel], given: Mapping[str, str]) -> None:
    """Lays the recipe's variables over the data."""
    for variable, key in RECIPE_KEYS.items():
        if variable in given:
            try:
                key, shape = key_of("__".join(map(str, key)), model, overlay)
            except UnknownVariableError:  # this system has no such key
                continue
            overlay.put(key, value_of(given[variable], shape), variable)
    if PRIMARY in given or SECONDARY in given:
        _lay_regions(overlay, model, given)


def _lay_regions(overlay: Overlay, model: type[ConfigModel], given: Mapping[str, str]) -> None:
    """Names the two regions; where that exchanges them, the roles move and each region keeps its network.

    Renaming both instead would give each the other's range: Terraform would replace both VPCs.
    """
    key_of("REGIONS__0", model, overlay)
    primary, standby = _place(overlay, "primary"), _place(overlay, "standby")
    wanted = {variable: given[variable].strip() for variable in (PRIMARY, SECONDARY) if variable in given}
    if primary is None or standby is None:
        return
    names = [overlay.get(("regions", place, "name")) for place in (primary, standby)]
    if [wanted.get(PRIMARY, names[1]), wanted.get(SECONDARY, names[0])] == names[::-1] and names[0] != names[
        1
    ]:
        variable = PRIMARY if PRIMARY in wanted else SECONDARY
        overlay.put(("regions", primary, "role"), "standby", variable)
        overlay.put(("regions", standby, "role"), "primary", variable)
        return
    for variable, place in ((PRIMARY, primary), (SECONDARY, standby)):
        if variable in wanted and wanted[variable] != overlay.get(("regions", place, "name")):
            overlay.put(("regions", place, "name"), wanted[variable], variable)


def _place(overlay: Overlay, role: str) -> int | None:
    """The first region with the role."""
    regions = overlay.get(("regions",))
    for index, region in enumerate(regions if isinstance(regions, list) else []):
        if isinstance(region, dict) and region.get("role") == role:
            return index
    return None
