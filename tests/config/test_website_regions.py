"""The regions of a website, and which of them the edge asks first."""

import pytest

from config.website import Website
from tests.config.conftest import Load, Refusal
from tests.config.texts import changed
from tests.config.websites import SITE, message, unwrapped


def routed(text: str) -> str:
    return SITE + "routing:\n" + text


def test_the_primary_comes_first_whatever_the_file_s_order(load_text: Load) -> None:
    text = changed(("role: primary", "role: other"), ("role: standby", "role: primary"), text=SITE)
    site = load_text(text.replace("role: other", "role: standby"))

    assert isinstance(site, Website)
    assert [region.name for region in site.in_order] == ["us-east-1", "eu-central-1"]


def test_one_region_alone_is_refused(refusal: Refusal) -> None:
    text = changed(("  - name: us-east-1\n    role: standby\n", ""), text=SITE)
    assert unwrapped(refusal(text)) == message(
        3,
        "regions",
        "1 region",
        "2 or more regions: a failover needs somewhere to go",
        "add a region with `role: standby`",
    )


def test_two_primaries_are_refused(refusal: Refusal) -> None:
    assert unwrapped(refusal(changed(("role: standby", "role: primary"), text=SITE))) == message(
        3,
        "regions",
        "2 primaries: eu-central-1, us-east-1",
        "exactly one region with `role: primary`: under any routing it is the first that stands in "
        "for another",
        "keep one primary and give the others `role: standby`",
    )


def test_an_active_region_is_refused(refusal: Refusal) -> None:
    assert unwrapped(refusal(changed(("role: standby", "role: active"), text=SITE))) == message(
        7,
        "regions[1].role",
        "active",
        "primary or standby",
        "give one region `role: primary` and the others `role: standby`",
    )


def test_a_region_has_no_network(refusal: Refusal) -> None:
    text = changed(("role: standby", "role: standby\n    cidr: 10.0.0.0/16"), text=SITE)
    assert "regions[1].cidr\n  found:   an unknown key\n  allowed: name, role\n" in refusal(text)


def test_a_state_inside_the_deployment_is_refused(refusal: Refusal) -> None:
    text = SITE + "state:\n  backend: s3\n  bucket: states\n  region: us-east-1\n"
    assert unwrapped(refusal(text)) == message(
        15,
        "state.region",
        "us-east-1",
        "a region outside this deployment: when it is down, so is its state",
        "keep the state in another region, such as us-east-2, or give a reason in `accept_inside:`",
    )


def test_a_function_that_nobody_could_let_sns_invoke_is_refused(refusal: Refusal) -> None:
    arn = "arn:aws:lambda:eu-west-1:123456789012:function:page"
    assert "found:   a function in eu-west-1" in refusal(SITE + f"monitoring:\n  functions: [{arn}]\n")


def test_routing_without_a_policy_is_failover(load_text: Load) -> None:
    site = load_text(routed("  policy:\n"))
    assert isinstance(site, Website)
    assert site.routing.policy == "failover"


def test_weights_are_needed_for_every_region(refusal: Refusal) -> None:
    text = routed("  policy: weighted\n  weights:\n    eu-central-1: 90\n")
    assert unwrapped(refusal(text)) == message(
        14,
        "routing.weights",
        "no weight for us-east-1",
        "a weight for every region",
        "add `us-east-1: 0`, or the share that it should get",
    )


def test_only_zeros_are_refused(refusal: Refusal) -> None:
    text = routed("  policy: weighted\n  weights:\n    eu-central-1: 0\n    us-east-1: 0\n")
    assert unwrapped(refusal(text)) == message(
        14,
        "routing.weights",
        "0 for every region",
        "at least one weight above 0",
        "give the region that should answer a weight, such as 100",
    )


@pytest.mark.parametrize(
    ("policy", "section", "key"),
    [("weighted", "weights", "eu-west-1: 1"), ("geolocation", "countries", "eu-west-1: [DE]")],
)
def test_a_region_that_is_not_there_is_refused(refusal: Refusal, policy: str, section: str, key: str) -> None:
    others = "    eu-central-1: 1\n    us-east-1: 1\n" if policy == "weighted" else ""
    text = routed(f"  policy: {policy}\n  {section}:\n    {key}\n{others}")
    assert unwrapped(refusal(text)) == message(
        15,
        f"routing.{section}.eu-west-1",
        "eu-west-1",
        "the deployment's regions: eu-central-1, us-east-1",
        "remove the line, or correct the region",
    )


def test_a_country_of_two_regions_is_refused(refusal: Refusal) -> None:
    text = routed("  policy: geolocation\n  countries:\n    eu-central-1: [DE]\n    us-east-1: [US, de]\n")
    assert unwrapped(refusal(text)) == message(
        16,
        "routing.countries.us-east-1[1]",
        "DE, which eu-central-1 has too",
        "every country once",
        "keep DE in one of the two regions",
    )


def test_geolocation_without_countries_is_refused(refusal: Refusal) -> None:
    assert "found:   no countries" in refusal(routed("  policy: geolocation\n"))


def test_blue_green_needs_nothing_more(load_text: Load) -> None:
    site = load_text(routed("  policy: blue-green\n"))
    assert isinstance(site, Website)
    assert site.routing.policy == "blue-green"
