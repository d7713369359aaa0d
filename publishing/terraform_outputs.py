"""Reads where a website lives from the stack that made it."""

import json
import subprocess
from pathlib import Path

from drill.terraform import find_terraform
from publishing.errors import NotDeployedError
from publishing.website import Website

_TIMEOUT = 120.0


def website_of(stack: Path) -> Website:
    """The website that was applied from the folder `stack`, such as cdktf.out/stacks/shop-production.

    Raises `NotDeployedError` where that cannot be read, and `TerraformNotFoundError` without a Terraform.
    """
    if not stack.is_dir():
        raise _unreadable(stack, "no such folder", "synthesize and apply the deployment first")
    command = [str(find_terraform()), "output", "-json", "-no-color"]
    try:
        run = subprocess.run(  # noqa: S603  # the user's own Terraform
            command, cwd=stack, capture_output=True, text=True, timeout=_TIMEOUT, check=False
        )
    except subprocess.TimeoutExpired:
        # A state in a region that is down (F29).
        raise _unreadable(
            stack,
            f"no answer from Terraform in {_TIMEOUT:.0f} s",
            "see whether the place of the state answers; a copy of it is read from there (docs/state.md)",
        ) from None
    if run.returncode != 0:
        reason = " ".join(line.strip("│╷╵ ") for line in run.stderr.splitlines() if line.strip("│╷╵ "))
        raise _unreadable(stack, reason or "Terraform failed", "run `terraform init` there, then apply")
    return Website.from_outputs(json.loads(run.stdout), stack.name)


def _unreadable(stack: Path, found: str, mend: str) -> NotDeployedError:
    return NotDeployedError(
        f"{stack}: nothing to publish to",
        found=found,
        allowed="the folder of a stack that has been applied",
        mend=mend,
    )
