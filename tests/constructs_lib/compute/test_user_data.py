"""The script of an instance, and what it is told."""

import base64

import pytest

from config.compute import Compute
from config.compute_image import ImageParameter
from constructs_lib.compute.user_data import SAMPLE, encoded, read_user_data, user_data_of
from tests.constructs_lib.compute.application_stack import application, default_application

VARIABLES = {"HOLDFAST_REGION": "us-west-2"}


def text(user_data: str) -> str:
    """What an instance runs."""
    return base64.b64decode(user_data).decode()


def test_a_script_is_told_where_it_runs() -> None:
    user_data = default_application().only("aws_launch_template", "us-west-2")["user_data"]

    assert text(user_data) == (
        "#!/bin/bash\n"
        "export HOLDFAST_DEPLOYMENT=shop-test\n"
        "export HOLDFAST_REGION=us-west-2\n"
        "export HOLDFAST_CONNECTION_PARAMETER=/holdfast/shop-test/connection\n"
        "export HOLDFAST_PORT=8080\n"
        "serve\n"
    )


@pytest.mark.parametrize("script", ["#cloud-config\nruncmd: []\n", "#!/usr/bin/env python3\nprint()\n"])
def test_what_is_no_shell_script_is_passed_on_as_it_is(script: str) -> None:
    assert text(encoded(script, VARIABLES)) == script


@pytest.mark.parametrize("first", ["#!/bin/sh", "#!/bin/bash -e", "#!/usr/bin/env bash"])
def test_every_shell_gets_the_variables(first: str) -> None:
    assert text(encoded(f"{first}\nserve\n", VARIABLES)) == (
        f"{first}\nexport HOLDFAST_REGION=us-west-2\nserve\n"
    )


def test_an_image_of_one_s_own_starts_what_it_holds_and_no_sample() -> None:
    golden = ImageParameter(type="parameter", name="/golden/image")
    assert user_data_of(Compute()) == read_user_data(None)
    assert user_data_of(Compute(image=golden)) == ""
    assert user_data_of(Compute(image=golden, user_data_file=str(SAMPLE))) == read_user_data(None)
    template = application(user_data="").only("aws_launch_template", "us-west-2")
    assert "user_data" not in template.body


def test_the_sample_application_fits_into_user_data() -> None:
    sample = read_user_data(None)

    assert sample.startswith("#!/bin/bash\n")
    assert len(sample.encode()) <= 16_384 - 512
