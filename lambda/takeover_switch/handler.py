"""Tells Route 53 whether the standby has taken over from the primary (F8).

It runs in the standby region, behind an API Gateway HTTP API (F32; payload format 2.0, one route), and reads
a parameter that an operator sets: `on` is 200 with the one text that the health check looks for, any other
value is 503. What goes wrong is raised, so that Lambda counts it and an alarm can tell (F25); API Gateway
makes it a 500. The check is inverted: only that text makes the primary unhealthy. So whatever is in doubt (no
parameter, another value, an error, no answer in time, a region that is down) leaves traffic where it is.

Environment, read at each invocation: `PARAMETER` (name in Systems Manager) and `TAKEN_OVER` (the text).
"""

from __future__ import annotations

import json
import os
from typing import Any

import boto3
from botocore.config import Config

ON = "on"

# Made once, at load, where Lambda gives a starting function more processor than an invocation gets. One
# attempt, and short: Route 53 waits 2 s for the status (F9), and no answer means 'not taken over'.
SSM = boto3.client(
    "ssm", config=Config(connect_timeout=0.5, read_timeout=1, retries={"total_max_attempts": 1})
)


def handler(_event: object, _context: object = None) -> dict[str, Any]:
    """Answer 200 with the text if the parameter is `on`, else 503; raise what keeps it from knowing."""
    try:
        text = os.environ["TAKEN_OVER"]
        value = SSM.get_parameter(Name=os.environ["PARAMETER"])["Parameter"]["Value"]
    except Exception as error:
        print(json.dumps({"level": "ERROR", "taken_over": False, "reason": _told(error)}))
        raise
    return _answer(200, text) if value == ON and text else _answer(503, "not taken over")


def _told(error: Exception) -> str:
    """Kind of the error; of AWS's own also its code, such as ParameterNotFound."""
    code = getattr(error, "response", {}).get("Error", {}).get("Code")
    return f"{type(error).__name__}: {code}" if code else type(error).__name__


def _answer(status: int, text: str) -> dict[str, Any]:
    return {
        "statusCode": status,
        "headers": {"Content-Type": "text/plain; charset=utf-8", "Cache-Control": "no-store"},
        "body": text,
        "isBase64Encoded": False,
    }
