"""A place's stack as a Terraform JSON document of its own."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from constructs_lib.layout.blocks import SECTIONS, Json
from constructs_lib.providers import DNS_ALIAS

REMOTE_STATE = "terraform_remote_state"


@dataclass(frozen=True, kw_only=True)
class StateOf:
    """Where a stack's state is: for its own backend, and for others to read its outputs."""

    backend: str
    """Terraform's name of the backend's type."""
    settings: Mapping[str, Any]
    reading: Mapping[str, Any]
    """Those settings without which it cannot be read: not the lock's."""


def document(
    template: Json,
    sections: Mapping[str, Any],
    *,
    name: str,
    region: str,
    state: StateOf,
    read: Mapping[str, StateOf],
) -> Json:
    """The stack called `name` of what is in `sections`, with the providers that it uses and no others.

    `region` is where the provider of the zones' account is: a provider asks for its identity in its own
    region, which must not be another one. `read` are the states of the places whose outputs it reads.
    """
    data = dict(sections.get("data", {}))
    if read:
        data[REMOTE_STATE] = {
            place: {"backend": other.backend, "config": dict(other.reading)} for place, other in read.items()
        }
    terraform = {**template["terraform"], "backend": {state.backend: dict(state.settings)}}
    aliases = set(_aliases(sections))
    providers = [
        {**each, "region": region} if each["alias"] == DNS_ALIAS else each
        for each in template["provider"]["aws"]
        if each["alias"] in aliases
    ]
    whole = {
        "//": _metadata(template["//"], name, state.backend, sections.get("output", {})),
        **sections,
        "data": data,
        "provider": {**template["provider"], "aws": providers},
        "terraform": terraform,
    }
    return {key: value for key, value in sorted(whole.items()) if value}


def _aliases(sections: Mapping[str, Any]) -> Iterator[str]:
    for section in SECTIONS:
        for named in sections.get(section, {}).values():
            for body in named.values():
                if provider := body.get("provider"):
                    yield provider.partition(".")[2]


def _metadata(comment: Json, name: str, backend: str, outputs: Mapping[str, Any]) -> Json:
    """What the cdktf command line reads: the stack's name, and its outputs by construct."""
    (mapped,) = comment["outputs"].values() if comment.get("outputs") else ({},)
    kept = {key: value for key, value in mapped.items() if value in outputs}
    return {
        "metadata": {**comment["metadata"], "backend": backend, "stackName": name},
        "outputs": {name: kept},
    }
