"""Runs the AWS command lines that are printed, as boto3 calls: a wrong option or operation is an error."""

import re
import shlex
from collections.abc import Callable
from typing import Any

from botocore import xform_name

Client = Callable[[str, str], Any]
"""Makes a boto3 client of a service in a region."""


class WrongCommandError(Exception):
    """AWS has no such operation or option."""


def run(line: str, client: Client) -> Any:  # noqa: ANN401 - what the operation answers
    """What one `aws <service> <operation> --region <region> ...` does."""
    words = shlex.split(line)
    if words[0] != "aws" or "--region" not in words:
        raise WrongCommandError(line)
    at = words.index("--region")
    region = words[at + 1]
    service, operation, *options = words[1:at] + words[at + 2 :]
    if (service, operation) == ("logs", "tail"):
        return None  # the command line's own, with no call of that name
    api = client(service, region)
    if operation == "wait":
        waiter = api.get_waiter(options[0].replace("-", "_"))
        return waiter.wait(**_parameters(api, xform_name(waiter.config.operation, "-"), options[1:]))
    return getattr(api, operation.replace("-", "_"))(**_parameters(api, operation, options))


def _parameters(api: Any, operation: str, options: list[str]) -> dict[str, Any]:  # noqa: ANN401 - a boto3 client
    model = api.meta.service_model
    names = {xform_name(name, "-"): name for name in model.operation_names}
    if operation not in names:
        raise WrongCommandError(f"{model.service_name} has no {operation}")
    members = model.operation_model(names[operation]).input_shape.members
    known = {xform_name(name, "-"): (name, shape) for name, shape in members.items()}
    given: dict[str, Any] = {}
    for option, values in _grouped(options):
        switched_off = option.startswith("no-") and option not in known
        name, shape = known.get(option.removeprefix("no-") if switched_off else option, (None, None))
        if name is None or shape is None:
            raise WrongCommandError(f"{operation} has no --{option}")
        given[name] = _value(shape, values, on=not switched_off)
    return given


def _grouped(options: list[str]) -> list[tuple[str, list[str]]]:
    found: list[tuple[str, list[str]]] = []
    for word in options:
        if word.startswith("--"):
            found.append((word.removeprefix("--"), []))
        else:
            found[-1][1].append(word)
    return found


def _value(shape: Any, values: list[str], *, on: bool) -> Any:  # noqa: ANN401 - a botocore shape and a value
    if shape.type_name == "boolean":
        if values:
            raise WrongCommandError(f"{shape.name} takes no value")
        return on
    if shape.type_name == "list":
        if shape.member.type_name == "structure":
            return [_structure(shape.member, value) for value in values]
        return values
    (value,) = values
    if shape.type_name == "structure":
        return _structure(shape, value)
    if shape.type_name == "double":
        return float(value)
    return int(value) if shape.type_name in {"integer", "long"} else value


def _structure(shape: Any, text: str) -> dict[str, Any]:  # noqa: ANN401 - a botocore shape
    pairs = (pair.split("=", 1) for pair in re.split(r",(?=\w+=)", text))
    return {key: _value(shape.members[key], [value], on=True) for key, value in pairs}
