"""Whether a failover is recorded: what the plan itself shows of it, and what the standby region says."""

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from guard.plan import Plan

SWITCH = re.compile(r"(/holdfast/[^/]+)/takeover")
"""The name of a takeover switch: what comes before `/takeover` begins every parameter of the deployment."""

Client = Callable[[str, str], Any]
"""Makes a boto3 client of a service in a region."""


class LiveReadError(Exception):
    """The standby region could not be asked; the message says why."""


@dataclass(frozen=True, kw_only=True)
class Switch:
    """A takeover switch that is there."""

    parameters: str
    """What the names of the deployment's parameters begin with: `/holdfast/shop-production`."""
    region: str
    on: bool


def in_plan(plan: Plan) -> str | None:
    """How the plan shows a failover, if it does.

    Terraform refreshes before it plans, so a switch that is on is seen; and a database that the code
    describes as a replica, but that has no source any more, has been promoted. A plan made with
    -refresh=false shows neither.
    """
    for switch in _switches(plan):
        if switch.on:
            return f"the plan shows it: {switch.parameters}/takeover is on"
    for database in plan.there("aws_db_instance"):
        if plan.code_of(database.address).get("replicate_source_db") and not database.values.get(
            "replicate_source_db"
        ):
            return f"the plan shows it: {database.address} is a replica in the code, and has no source"
    return None


def in_region(plan: Plan, client: Client) -> str | None:
    """The decision that the controller has recorded in the standby region, if it has.

    Where to look follows from the takeover switches in the plan. Raises LiveReadError.
    """
    # Imported here: reading a plan needs no boto3, and CI may have none of its credentials.
    from botocore.exceptions import BotoCoreError, ClientError

    switches = list(_switches(plan))
    if not switches:
        raise LiveReadError(
            "--live: the plan's state has no takeover switch, so it does not say where to look; "
            "use --failover-recorded if a failover is recorded, or leave --live out"
        )
    for switch in switches:
        name = f"{switch.parameters}/failover/decision"
        try:
            answer = client("ssm", switch.region).get_parameter(Name=name)
        except (BotoCoreError, ClientError) as error:
            if isinstance(error, ClientError) and error.response["Error"]["Code"] == "ParameterNotFound":
                continue
            raise LiveReadError(
                f"--live: {name} in {switch.region} could not be read ({error}); "
                "mend that, or use --failover-recorded if a failover is recorded"
            ) from None
        return f"{name} in {switch.region}{_since(answer['Parameter']['Value'])}"
    return None


def _since(decision: str) -> str:
    try:
        time = json.loads(decision)["time"]
    except (KeyError, TypeError, ValueError):
        return ""
    return f" since {time}"


def _switches(plan: Plan) -> Iterator[Switch]:
    for parameter in plan.there("aws_ssm_parameter"):
        found = SWITCH.fullmatch(str(parameter.values.get("name") or ""))
        arn = str(parameter.values.get("arn") or "").split(":")
        if found and len(arn) > 3:
            value = parameter.values.get("insecure_value") or parameter.values.get("value")
            yield Switch(parameters=found[1], region=arn[3], on=value == "on")
