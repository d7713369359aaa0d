"""Environment variables laid over the file's data, before anything is validated.

pydantic-settings is not used here, because its environment source cannot do what is promised: its
`explode_env_vars` builds mappings where a list has indexes (`HOLDFAST_REGIONS__1__CIDR`), looks only at
variables that match a field, so that a misspelt one passes unnoticed, keeps no record of which variable a
value came from, reads `os.environ` instead of what it is given, and adds half the import time again.
"""

from collections.abc import Mapping
from typing import Any

from config.environment_keys import PREFIX, UnknownVariableError, key_of, value_of, variable_names
from config.model import ConfigModel
from config.overlay import Overlay
from config.recipe_variables import lay_recipe

TOOL_VARIABLES = ("HOLDFAST_REQUIRE_TERRAFORM", "HOLDFAST_TERRAFORM", "HOLDFAST_PLAIN_BINDINGS")
"""Variables that steer the tools and are no keys of a deployment."""


def lay_environment(data: Mapping[str, Any], model: type[ConfigModel], environ: Mapping[str, str]) -> Overlay:
    """The data with the variables in it: HOLDFAST_ ones win over the recipe's names, both over the file.

    An empty variable counts as not set.
    """
    overlay = Overlay(data)
    given = {name: value for name, value in environ.items() if value.strip()}
    lay_recipe(overlay, model, given)
    own = [name for name in given if name.startswith(PREFIX) and name not in TOOL_VARIABLES]
    # A variable for a whole list or mapping comes before those for single keys in it, whatever their order.
    for variable in sorted(own, key=lambda name: (name.count("__"), name)):
        _lay(overlay, model, variable, given[variable])
    return overlay


def _lay(overlay: Overlay, model: type[ConfigModel], variable: str, text: str) -> None:
    try:
        key, shape = key_of(variable, model, overlay)
    except UnknownVariableError as error:
        overlay.refuse(variable, error.found, error.allowed, error.mend or _nearest(variable, model, overlay))
        return
    try:
        overlay.put(key, value_of(text, shape), variable)
    except ValueError:
        form = "list" if shape.item else "mapping"
        example = '["...", "..."]' if shape.item else '{"key": "value"}'
        overlay.refuse(
            variable,
            f"text that is no JSON {form}",
            f"the whole {form} as JSON, such as {example}",
            f"write it as JSON, or set single entries with {variable}__{'0' if shape.item else 'KEY'}",
            key,
        )


def _nearest(variable: str, model: type[ConfigModel], overlay: Overlay) -> str:
    # Imported here: only a misspelt name needs it.
    from difflib import get_close_matches

    names = [*variable_names(model, overlay), *TOOL_VARIABLES]
    near = get_close_matches(variable, names, n=1)
    return f"did you mean {near[0]}?" if near else f"unset {variable}"
