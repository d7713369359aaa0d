"""The working copy of a stack that Terraform runs in, and the environment that keeps Terraform inside it."""

import json
import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from drill import provider_mirror

OVERRIDE_FILE = "holdfast_override.tf.json"
_STATE_FILE = "terraform.tfstate"
_CLI_CONFIGURATION = "terraform.rc"
_NOT_COPIED = shutil.ignore_patterns(
    ".terraform", ".terraform.lock.hcl", "*.tfstate", "*.tfstate.*", "*.tfplan"
)

#: A plugin that is killed leaves its socket behind, so sockets go where we clean up, if their path is not too
#: long for a socket (104 characters on macOS).
_LONGEST_SOCKET_FOLDER = 85

#: Variables that would move our files elsewhere or add arguments to our commands.
_UNWANTED_VARIABLES = ("TF_DATA_DIR", "TF_WORKSPACE", "TF_PLUGIN_CACHE_DIR", "TF_CLI_ARGS")


def prepare(
    stack: Path,
    directory: Path,
    environment: Mapping[str, str],
    *,
    max_retries: int | None,
    opentofu: bool,
    own_state: bool = False,
) -> dict[str, str]:
    """Copy `stack` to `directory` with an override file; returns the environment for the commands in it.

    With `own_state` the backend stays the stack's own.
    """
    shutil.copytree(stack, directory, ignore=_NOT_COPIED)
    document = read(stack)
    override = json.dumps(_override(document, max_retries, own_state=own_state), indent=2)
    (directory / OVERRIDE_FILE).write_text(override, encoding="utf-8")
    kept = {name: value for name, value in environment.items() if not name.startswith(_UNWANTED_VARIABLES)}
    kept |= {"TF_IN_AUTOMATION": "1", "TF_INPUT": "0", "CHECKPOINT_DISABLE": "1"}
    if len(str(directory.parent)) <= _LONGEST_SOCKET_FOLDER:
        kept["TMPDIR"] = str(directory.parent)
    registry = provider_mirror.OPENTOFU_REGISTRY if opentofu else provider_mirror.TERRAFORM_REGISTRY
    configuration = provider_mirror.cli_configuration(_required(document), environment, registry=registry)
    if configuration is None and provider_mirror.user_configuration_missing(environment):
        configuration = ""
    if configuration is not None:
        file = directory.parent / _CLI_CONFIGURATION
        file.write_text(configuration, encoding="utf-8")
        kept["TF_CLI_CONFIG_FILE"] = str(file)
    return kept


def read(stack: Path) -> dict[str, Any]:
    """The stack's JSON; CDKTF writes exactly one file."""
    merged: dict[str, Any] = {}
    for file in sorted(stack.glob("*.tf.json")):
        merged |= json.loads(file.read_text(encoding="utf-8"))
    return merged


def _override(document: Mapping[str, Any], max_retries: int | None, *, own_state: bool) -> dict[str, Any]:
    """Keep the state in the copy, and bound the retries, without touching the synthesized JSON.

    Terraform merges a provider block of an override file into the block with the same alias, and lets the
    override's backend replace any other.
    """
    override: dict[str, Any] = {}
    if not own_state:
        override["terraform"] = {"backend": {"local": {"path": _STATE_FILE}}}
    if max_retries is not None:
        aliases = [block.get("alias") for block in _blocks(document.get("provider", {}).get("aws"))]
        override["provider"] = {
            "aws": [({"alias": alias} if alias else {}) | {"max_retries": max_retries} for alias in aliases]
        }
    return override


def _required(document: Mapping[str, Any]) -> dict[str, str]:
    """Provider sources (`hashicorp/aws`) with their version constraints."""
    required: dict[str, str] = {}
    for terraform in _blocks(document.get("terraform")):
        for block in _blocks(terraform.get("required_providers")):
            for name, wanted in block.items():
                source = wanted.get("source", name)
                required[source if "/" in source else f"hashicorp/{source}"] = wanted.get("version", "")
    return required


def _blocks(value: list[dict[str, Any]] | dict[str, Any] | None) -> list[dict[str, Any]]:
    """Terraform JSON lets a single block stand without its list."""
    return value if isinstance(value, list) else [value] if value else []
