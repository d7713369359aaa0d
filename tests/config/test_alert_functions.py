"""Alarms invoke Lambda functions that SNS can reach (F24)."""

import pytest

from config.monitoring_checks import unreachable_functions
from tests.config.conftest import Load, Refusal
from tests.config.texts import SMALL
from tests.support.deployments import lattice_service

WEST = "arn:aws:lambda:us-west-2:123456789012:function:page-someone"


def functions(*arns: str) -> str:
    """A deployment with these functions."""
    return SMALL + "monitoring:\n  functions:\n" + "".join(f"    - {arn}\n" for arn in arns)


def test_a_function_in_a_region_of_the_deployment_is_taken(load_text: Load) -> None:
    assert load_text(functions(WEST)).monitoring.functions == (WEST,)


@pytest.mark.parametrize(
    "arn",
    [
        "page-someone",
        "arn:aws:lambda:us-west-2:123456789012:function:page-someone:live",
        "arn:aws:lambda:us-west-2:1234:function:page-someone",
        "arn:aws:sns:us-west-2:123456789012:page-someone",
    ],
)
def test_anything_but_a_plain_function_arn_is_refused(refusal: Refusal, arn: str) -> None:
    assert (
        refusal(functions(arn))
        == f"""\
deployment.yaml:14: monitoring.functions[0]
  found:   {arn}
  allowed: the ARN of a Lambda function, without version or alias
  mend:    copy it, such as arn:aws:lambda:us-west-2:123456789012:function:page-someone

1 problem in deployment.yaml; nothing was written."""
    )


def test_a_region_that_does_not_exist_is_refused(refusal: Refusal) -> None:
    assert (
        refusal(functions(WEST.replace("us-west-2", "us-west-9")))
        == """\
deployment.yaml:14: monitoring.functions[0]
  found:   a function in us-west-9
  allowed: the ARN of a Lambda function, without version or alias
  mend:    correct the region in the ARN

1 problem in deployment.yaml; nothing was written."""
    )


def test_an_opt_in_region_is_refused(refusal: Refusal) -> None:
    arn = WEST.replace("us-west-2", "eu-south-2")

    assert (
        refusal(functions(arn))
        == f"""\
deployment.yaml:14: monitoring.functions[0]
  found:   {arn}
  allowed: a function in a region that is enabled by default: SNS in other regions, us-east-1 among
           them, cannot deliver to Lambda in an opt-in region, which eu-south-2 is
  mend:    put the function into a region that is enabled by default, such as us-west-2

1 problem in deployment.yaml; nothing was written."""
    )


@pytest.mark.parametrize("region", ["us-east-1", "us-west-2"])
def test_a_function_where_there_is_a_topic_can_be_given_its_permission(region: str) -> None:
    deployment = lattice_service(monitoring={"functions": [WEST.replace("us-west-2", region)]})

    assert list(unreachable_functions(deployment)) == []


def test_the_edge_is_a_place_for_functions_whatever_the_regions() -> None:
    regions = [
        {"name": "eu-west-1", "role": "primary", "cidr": "10.0.0.0/16"},
        {"name": "eu-central-1", "role": "standby", "cidr": "10.1.0.0/16"},
    ]
    arn = WEST.replace("us-west-2", "us-east-1")

    assert (
        list(unreachable_functions(lattice_service(regions=regions, monitoring={"functions": [arn]}))) == []
    )


def test_a_function_in_a_region_without_a_topic_is_refused(refusal: Refusal) -> None:
    """Only its own region can arrange the permission that SNS needs (F24)."""
    elsewhere = WEST.replace("us-west-2", "eu-west-1")
    message = """\
deployment.yaml:13: monitoring.functions[0]
  found:   a function in eu-west-1
  allowed: a function in us-east-1 or us-west-2: the permission that SNS needs is set in the
           function's own region
  mend:    put the function into us-east-1, or better into a standby region

1 problem in deployment.yaml; nothing was written."""

    assert refusal(f"{SMALL}monitoring:\n  functions: [{elsewhere}]\n") == message
