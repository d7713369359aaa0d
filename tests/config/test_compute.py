"""The application's settings: what is refused, and with which words."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from pydantic import ValidationError

from config.compute import Compute, GroupSize, Scaling, reserved_name, unnamed_images
from config.compute_image import AMAZON_LINUX, ImageParameter
from config.load_balancer import LoadBalancer, TargetHealth
from config.model import Violation
from config.pilot_light import PilotLight
from config.regions import Region
from tests.config.test_network_tiers import violations

REGIONS = [Region(name="us-east-1", role="primary"), Region(name="us-west-2", role="standby")]
NAMES = (("regions", 0, "name"), ("regions", 1, "name"))


def refusal(model: type[Compute] | type[LoadBalancer] | type[TargetHealth], values: Mapping[str, Any]) -> Any:  # noqa: ANN401  # what the message shows
    """The context of the one error with which these values are refused."""
    with pytest.raises(ValidationError) as refused:
        model.model_validate(values)
    (error,) = refused.value.errors()
    return error.get("ctx")


def test_sizes_out_of_order_are_refused() -> None:
    assert violations(GroupSize.model_construct(min=3, desired=2, max=6)) == [
        Violation(
            ("desired",),
            found="2, with min 3 and max 6",
            allowed="min, desired and max in this order",
            mend="set `desired: 3` and `max: 6`",
            because=(("min",), ("max",)),
        )
    ]


def test_a_primary_without_instances_is_refused() -> None:
    with pytest.raises(ValidationError, match="greater than or equal to 1"):
        GroupSize(min=0)


def test_an_image_of_another_processor_is_refused() -> None:
    """Auto Scaling refuses such a group, in the middle of the apply."""
    arm, intel = (f"{AMAZON_LINUX.removesuffix('x86_64')}{processor}" for processor in ("arm64", "x86_64"))

    def found(type_: str, name: str) -> list[Violation]:
        image = ImageParameter(type="parameter", name=name)
        return violations(Compute.model_construct(instance_type=type_, image=image))

    assert found("t4g.small", intel) == [
        Violation(
            ("instance_type",),
            found="t4g.small, with an image for x86_64",
            allowed="a type with the image's processor: this one has arm64, and AWS refuses the group",
            mend=f"choose another type, or set `image: {{type: parameter, name: {arm}}}`",
            because=(("image",),),
        )
    ]
    assert len(found("m7i-flex.large", arm)) == 1
    for type_, name in (("im4gn.large", arm), ("g4dn.xlarge", intel), ("t4g.small", "/golden/image")):
        assert found(type_, name) == []


@pytest.mark.parametrize(
    ("health", "key", "found"),
    [
        ({"path": "/ready"}, "path", "/ready, which the sample application does not have"),
        ({"status": "204"}, "status", "204, where the sample application answers 200"),
        ({"status": "201-299"}, "status", "201-299, where the sample application answers 200"),
    ],
)
def test_a_check_that_the_sample_application_never_passes_is_refused(
    health: dict[str, str], key: str, found: str
) -> None:
    target = TargetHealth.model_validate(health)
    (violation,) = violations(Compute.model_construct(health=target))
    assert (violation.key, violation.found) == (("health", key), found)
    own = Compute.model_construct(health=target, user_data_file="start.sh")
    assert violations(own) == []


@pytest.mark.parametrize(
    "health", [{"path": "/health?deep=1"}, {"path": "/"}, {"status": "200,204"}, {"status": "200-299"}]
)
def test_a_check_that_the_sample_application_passes_is_taken(health: dict[str, str]) -> None:
    assert violations(Compute.model_construct(health=TargetHealth.model_validate(health))) == []


def test_more_than_the_whole_processor_is_refused() -> None:
    assert violations(Scaling.model_construct(metric="cpu", target=600)) == [
        Violation(
            ("target",),
            found="600 per cent of the processor",
            allowed="1 to 100 with `metric: cpu`",
            mend="set `target: 60`, or `metric: requests`",
            because=(("metric",),),
        )
    ]


def test_a_check_that_outlives_its_interval_is_refused() -> None:
    assert violations(TargetHealth.model_construct(timeout_seconds=10, interval_seconds=10)) == [
        Violation(
            ("timeout_seconds",),
            found="10, with checks every 10 seconds",
            allowed="less than `interval_seconds`: the load balancer refuses a check that outlives it",
            mend="set `interval_seconds: 15`, or a shorter timeout",
            because=(("interval_seconds",),),
        )
    ]


@pytest.mark.parametrize("status", ["200", "200,204", "200-299"])
def test_status_codes_are_one_a_list_or_a_range(status: str) -> None:
    assert TargetHealth(status=status).status == status


@pytest.mark.parametrize(
    "status", ["", "ok", "500", "200-", "299-200", "200-250,301-302", "404", "302-404", "199"]
)
def test_other_status_codes_are_refused(status: str) -> None:
    assert refusal(TargetHealth, {"status": status}) == {
        "allowed": "status codes from 200 to 399: one, a list or a range",
        "mend": "write it like 200, 200,204 or 200-299",
        "found": None,
    }


def test_instances_that_cannot_reach_aws_are_refused() -> None:
    assert violations(Compute.model_construct(egress_ports=(80,))) == [
        Violation(
            ("egress_ports",),
            found="no 443",
            allowed="443 among them: instances learn from AWS where their database is",
            mend="add 443",
        )
    ]


def test_an_image_must_be_there_in_every_region_and_in_no_other() -> None:
    compute = Compute.model_validate(
        {"image": {"type": "ids", "ids": {"eu-west-1": "ami-0123456789abcdef0"}}}
    )

    assert list(unnamed_images(PilotLight.model_construct(regions=REGIONS, compute=compute))) == [
        Violation(
            ("compute", "image", "ids"),
            found="no image for us-east-1 and us-west-2",
            allowed="an image for every region: the standby needs its own copy before it wakes",
            mend="copy the image to us-east-1 and add `us-east-1: ami-...`",
            because=NAMES,
        ),
        Violation(
            ("compute", "image", "ids", "eu-west-1"),
            found="eu-west-1",
            allowed="the deployment's regions: us-east-1, us-west-2",
            mend="remove the line, or correct the region",
            because=NAMES,
        ),
    ]


def test_a_parameter_names_an_image_in_every_region() -> None:
    assert list(unnamed_images(PilotLight.model_construct(regions=REGIONS, compute=Compute()))) == []


@pytest.mark.parametrize("name", ["internal", "internal-shop"])
def test_a_name_that_aws_keeps_for_inner_load_balancers_is_refused(name: str) -> None:
    assert list(reserved_name(PilotLight.model_construct(name=name))) == [
        Violation(
            ("name",),
            allowed="a name that does not begin with `internal-`: it begins the load balancer's name, and "
            "AWS keeps that beginning for itself",
            mend="choose another name, such as intranet",
        )
    ]


@pytest.mark.parametrize("name", ["internals", "shop-internal"])
def test_a_name_that_only_resembles_it_is_taken(name: str) -> None:
    assert list(reserved_name(PilotLight.model_construct(name=name))) == []


@pytest.mark.parametrize(
    "name", ["t3.small", "m7i-flex.large", "u-6tb1.56xlarge", "c7gn.16xlarge", "m7i.metal-24xl", "m5.xlarge"]
)
def test_instance_types_of_every_form_are_taken(name: str) -> None:
    image = ImageParameter(type="parameter", name="/golden/image")
    assert Compute(instance_type=name, image=image).instance_type == name


@pytest.mark.parametrize("name", ["t3", "small", "T3.small", "t3.huge", "t3 small"])
def test_what_is_no_instance_type_is_refused(name: str) -> None:
    with pytest.raises(ValidationError, match="String should match pattern"):
        Compute(instance_type=name)


@pytest.mark.parametrize("seconds", [59, 604_801])
def test_aws_keeps_connections_a_minute_at_least_and_a_week_at_most(seconds: int) -> None:
    with pytest.raises(ValidationError, match="than or equal to"):
        LoadBalancer(client_keep_alive_seconds=seconds)


def test_a_script_is_found_from_the_working_directory(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("start.sh").write_text("#!/bin/sh\n")

    assert Compute(user_data_file="start.sh").user_data_file == "start.sh"


@pytest.mark.parametrize(
    ("content", "found"),
    [
        (None, "start.sh: No such file or directory"),
        (b"#!/bin/sh\n\xff", "start.sh, which is not text in UTF-8"),
        (b"#!/bin/sh\n" + b"#" * 16_384, "start.sh, of 16394 bytes"),
        (b"systemctl start shop\n", "start.sh, which begins with 'systemctl start shop'"),
    ],
)
def test_a_script_that_no_instance_would_run_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, content: bytes | None, found: str
) -> None:
    monkeypatch.chdir(tmp_path)
    if content is not None:
        Path("start.sh").write_bytes(content)

    assert refusal(Compute, {"user_data_file": "start.sh"}) == {
        "allowed": "the path of a text file of at most 15 kB, from the folder in which the program runs; "
        "it begins with #! (a script) or #cloud-config",
        "mend": "write it like instances/application.sh",
        "found": found,
    }


def test_tls_that_route_53_does_not_speak_is_refused() -> None:
    """The region would be held for lost from its first minute."""
    with pytest.raises(ValidationError, match="tls_policy"):
        LoadBalancer.model_validate({"tls_policy": "ELBSecurityPolicy-TLS13-1-3-2021-06"})
