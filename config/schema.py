"""The JSON Schema of a deployment file, for completion and hints in editors.

`python main.py schema` prints it; `config/holdfast.schema.json` is the committed copy.
"""

from typing import Any

from pydantic.json_schema import models_json_schema

from config.deployment import system_models
from config.descriptions import describe


def json_schema() -> dict[str, Any]:
    """Draft 2020-12: one of the systems, told apart by `system`."""
    models = system_models()
    describe(models.values())
    references, shared = models_json_schema([(model, "validation") for model in models.values()])
    systems = {name: references[model, "validation"]["$ref"] for name, model in models.items()}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Holdfast deployment",
        "description": "Multi-region failover for AWS. `system` says which system the file describes.",
        "type": "object",
        "required": ["system"],
        "oneOf": [{"$ref": reference} for reference in systems.values()],
        "discriminator": {"propertyName": "system", "mapping": systems},
        "$defs": {name: _for_editors(schema) for name, schema in shared["$defs"].items()},
    }


def _for_editors(schema: dict[str, Any]) -> dict[str, Any]:
    """Without titles, which only repeat the keys, and with descriptions that flow."""
    properties = {name: _property(value) for name, value in schema.get("properties", {}).items()}
    about = {"description": _flowing(schema.get("description", ""))}
    rest = {key: value for key, value in schema.items() if key not in ("title", "description", "properties")}
    return about | rest | {"properties": properties}


def _property(schema: dict[str, Any]) -> dict[str, Any]:
    """A default is told where it is a single value: those of sections stand at their own keys."""
    kept = {key: value for key, value in schema.items() if key not in ("title", "default")}
    if "description" in schema:  # Pydantic leaves out one that a section's own description repeats
        kept["description"] = _flowing(schema["description"])
    default = schema.get("default")
    told = isinstance(default, str | int) and "Default:" not in kept.get("description", "")
    return kept | ({"default": default} if told else {})


def _flowing(text: str) -> str:
    """Paragraphs stay, the source's line ends go."""
    return "\n\n".join(" ".join(paragraph.split()) for paragraph in text.split("\n\n"))
