"""The file that a plan is read from, and what is wrong with one that is none."""

import json
import sys
from pathlib import Path
from typing import Any

from guard.plan import Plan, plan_of

STDIN = Path("-")
HOW = "make one with `terraform plan -out=plan.tfplan` and `terraform show -json plan.tfplan > plan.json`"


class UnreadablePlanError(Exception):
    """What was given is no whole plan; the message says what it is and how to get one."""


def read_plan(path: Path) -> Plan:
    """The plan in `path`, or on standard input where that is `-`."""
    name = "standard input" if path == STDIN else str(path)
    document = _document(_read(path, name), name)
    _check(document, name)
    try:
        return plan_of(document)
    except (AttributeError, KeyError, TypeError) as error:
        raise UnreadablePlanError(f"{name}: not in the form of a Terraform plan ({error!r}); {HOW}") from None


def _read(path: Path, name: str) -> bytes:
    try:
        return sys.stdin.buffer.read() if path == STDIN else path.read_bytes()
    except OSError as error:
        raise UnreadablePlanError(f"{name}: cannot be read ({error.strerror}); {HOW}") from None


def _document(content: bytes, name: str) -> Any:  # noqa: ANN401 - JSON
    if content.startswith(b"PK"):
        raise UnreadablePlanError(f"{name}: a saved plan, not its JSON; {HOW}")
    # PowerShell writes what it redirects as UTF-16.
    encoding = "utf-16" if content.startswith((b"\xff\xfe", b"\xfe\xff")) else "utf-8-sig"
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError:
        raise UnreadablePlanError(f"{name}: not text; {HOW}") from None
    try:
        return json.loads(text)
    except RecursionError:
        raise UnreadablePlanError(f"{name}: nested too deeply, not a plan; {HOW}") from None
    except ValueError as error:
        found = (
            "a log of events (`terraform plan -json`), not a plan" if _is_log(text) else f"not JSON ({error})"
        )
        raise UnreadablePlanError(f"{name}: {found}; {HOW}") from None


def _is_log(text: str) -> bool:
    try:
        first = json.loads(text.partition("\n")[0])
    except (ValueError, RecursionError):
        return False
    return isinstance(first, dict) and "@level" in first


def _check(document: Any, name: str) -> None:  # noqa: ANN401 - JSON
    if not isinstance(document, dict) or "format_version" not in document:
        is_state = isinstance(document, dict) and "lineage" in document
        raise UnreadablePlanError(f"{name}: {'a state' if is_state else 'not a plan'}; {HOW}")
    if "planned_values" not in document:
        raise UnreadablePlanError(f"{name}: the JSON of a state, not of a plan; {HOW}")
    version = str(document["format_version"])
    if version.partition(".")[0] != "1":
        raise UnreadablePlanError(f"{name}: format {version}; only format 1 is understood")
    if document.get("errored"):
        raise UnreadablePlanError(
            f"{name}: this plan ended in an error and is not whole; mend that and plan again"
        )
