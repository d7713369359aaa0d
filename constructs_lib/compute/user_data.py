"""The script that instances run when they start, and what it is told."""

import base64
import re
import shlex
from collections.abc import Mapping
from pathlib import Path

from config.compute import Compute

SHELL = re.compile(r"#!\s*\S*/(env\s+)?(ba|da)?sh(\s|$)")
"""The first line of a shell script."""
SAMPLE = Path(__file__).parent.parent.parent / "instances" / "sample_application.sh"


def read_user_data(file: str | None) -> str:
    """The text of `compute.user_data_file`, or the sample application's."""
    return (Path(file) if file else SAMPLE).read_text(encoding="utf-8")


def user_data_of(compute: Compute) -> str:
    """The text of `compute.user_data_file`, the sample application's, or none: an image of one's own holds
    what it runs."""
    return read_user_data(compute.user_data_file) if compute.user_data_file or compute.runs_sample else ""


def encoded(text: str, variables: Mapping[str, str]) -> str:
    """User data as a launch template takes it; a shell script gets `variables` exported at its beginning.

    Anything else (`#cloud-config`, another interpreter) is passed on as it is: it can ask the instance's
    metadata for the region, and knows the deployment by itself.
    """
    first, newline, rest = text.partition("\n")
    if SHELL.match(first):
        exports = "".join(f"export {name}={shlex.quote(value)}\n" for name, value in variables.items())
        text = f"{first}\n{exports}{rest}" if newline else f"{first}\n{exports}"
    return base64.b64encode(text.encode()).decode()
