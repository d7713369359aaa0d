"""`HOLDFAST_` variables override every key of the file."""

import pytest

from config.environment_keys import variable_names
from config.lattice_service import LatticeService
from config.overlay import Overlay
from config.state import S3State
from tests.config.conftest import Load, Refusal
from tests.config.texts import ARN_EAST, ARN_WEST, REGIONS, SMALL, arns, changed

LONE = "1 problem in deployment.yaml; nothing was written."


def test_a_key_of_a_section(load_text: Load) -> None:
    assert load_text(SMALL, {"HOLDFAST_HEALTH__INTERVAL": "10"}).health.interval == 10


def test_a_key_at_the_top(load_text: Load) -> None:
    assert load_text(SMALL, {"HOLDFAST_NAME": "invoices"}).stack_name == "invoices-production"


def test_a_key_of_a_list_s_entry(load_text: Load) -> None:
    regions = load_text(SMALL, {"HOLDFAST_REGIONS__1__CIDR": "10.9.0.0/16"}).regions
    assert [str(region.cidr) for region in regions] == ["10.0.0.0/16", "10.9.0.0/16"]


def test_a_key_of_a_default_list_s_entry(load_text: Load) -> None:
    regions = load_text(changed((REGIONS, "")), {"HOLDFAST_REGIONS__1__NAME": "eu-west-1"}).regions
    assert [(region.name, str(region.cidr)) for region in regions] == [
        ("us-east-1", "10.0.0.0/16"),
        ("eu-west-1", "10.1.0.0/16"),
    ]


def test_the_next_free_index_adds_an_entry(load_text: Load) -> None:
    variables = {"HOLDFAST_REGIONS__2__NAME": "eu-west-1", "HOLDFAST_REGIONS__2__ROLE": "standby"}
    assert [region.name for region in load_text(SMALL, variables).standbys] == ["us-west-2", "eu-west-1"]


def test_a_whole_list_as_json_comes_before_its_entries(load_text: Load) -> None:
    variables = {
        "HOLDFAST_MONITORING__EMAILS__0": "first@example.com",
        "HOLDFAST_MONITORING__EMAILS": '["a@example.com", "b@example.com"]',
    }
    assert load_text(SMALL, variables).monitoring.emails == ("first@example.com", "b@example.com")


def test_a_whole_section_as_json_replaces_the_file_s(load_text: Load) -> None:
    text = SMALL + "health:\n  interval: 10\n  threshold: 5\n"
    health = load_text(text, {"HOLDFAST_HEALTH": '{"threshold": 2}'}).health
    assert (health.interval, health.threshold) == (30, 2)


def test_zones_as_a_number_and_as_names(load_text: Load) -> None:
    variables = {
        "HOLDFAST_REGIONS__0__ZONES": "3",
        "HOLDFAST_REGIONS__1__ZONES": '["us-west-2a", "us-west-2c"]',
    }
    regions = load_text(SMALL, variables).regions
    assert [region.zones for region in regions] == [3, ("us-west-2a", "us-west-2c")]


def test_the_model_of_a_union(load_text: Load) -> None:
    variables = {
        "HOLDFAST_STATE__BACKEND": "s3",
        "HOLDFAST_STATE__BUCKET": "example-state",
        "HOLDFAST_STATE__REGION": "eu-west-1",
    }
    state = S3State(backend="s3", bucket="example-state", region="eu-west-1")
    assert load_text(SMALL, variables).state == state


def test_digits_stay_text_where_text_belongs(load_text: Load) -> None:
    variables = {"HOLDFAST_LATTICE__ACCESS__ACCOUNTS__0": "012345678901"}
    assert load_text(SMALL, variables).lattice.access.accounts == ("012345678901",)


def test_true_and_false_in_any_case(load_text: Load) -> None:
    variables = {"HOLDFAST_LATTICE__FUNCTION__SIMULATE_FAILURE": "True"}
    assert load_text(SMALL, variables).lattice.function.simulate_failure is True


def test_a_certificate_by_its_region(load_text: Load) -> None:
    variable = "HOLDFAST_DOMAIN__CERTIFICATE__ARNS__US_WEST_2"
    arn = ARN_WEST.removeprefix("us-west-2: ")
    assert load_text(arns(ARN_EAST), {variable: arn}).domain.certificate.arns["us-west-2"] == arn


def test_a_tag_that_the_file_has_in_any_case(load_text: Load) -> None:
    text = SMALL + "tags:\n  CostCenter: a\n"
    assert load_text(text, {"HOLDFAST_TAGS__COSTCENTER": "b"}).tags == {"CostCenter": "b"}


def test_a_new_tag_as_it_is_written(load_text: Load) -> None:
    assert load_text(SMALL, {"HOLDFAST_TAGS__Owner": "me"}).tags == {"Owner": "me"}


@pytest.mark.parametrize("value", ["", " "])
def test_an_empty_variable_counts_as_not_set(load_text: Load, value: str) -> None:
    variables = {"HOLDFAST_HEALTH__INTERVAL": value, "HOLDFAST_NO_SUCH_KEY": value}
    assert load_text(SMALL, variables).health.interval == 30


def test_variables_of_the_tools_and_of_others_are_left_alone(load_text: Load) -> None:
    tools = ("HOLDFAST_TERRAFORM", "HOLDFAST_REQUIRE_TERRAFORM", "HOLDFAST_PLAIN_BINDINGS")
    variables = dict.fromkeys((*tools, "AWS_REGION", "HOLDFASTER", "REGIONS"), "x")
    assert load_text(SMALL, variables) == load_text(SMALL)


def test_keys_at_every_depth_have_a_variable() -> None:
    names = set(variable_names(LatticeService, Overlay({})))
    some = {
        "HOLDFAST_DOMAIN__ZONE",
        "HOLDFAST_LATTICE__FUNCTION__DEPENDENCIES__0__TIMEOUT_MS",
        "HOLDFAST_REGIONS__0__EXISTING__SUBNET_IDS__0",
        "HOLDFAST_STATE__KMS_KEY_ID",
    }
    assert some <= names


def test_an_error_names_the_variable_in_place_of_a_line(refusal: Refusal) -> None:
    message = f"""\
environment variable HOLDFAST_HEALTH__INTERVAL: health.interval
  found:   20
  allowed: 10 or 30 (seconds)
  mend:    set HOLDFAST_HEALTH__INTERVAL=30, or 10 for faster detection at a higher price

{LONE}"""
    assert refusal(SMALL + "health:\n  interval: 10\n", {"HOLDFAST_HEALTH__INTERVAL": "20"}) == message


def test_a_name_that_matches_no_key_is_an_error(refusal: Refusal) -> None:
    message = f"""\
environment variable HOLDFAST_HEALTH_INTERVALL
  found:   a name that matches no key
  allowed: a key's path in capitals, joined by two underscores
  mend:    did you mean HOLDFAST_HEALTH__INTERVAL?

{LONE}"""
    assert refusal(SMALL, {"HOLDFAST_HEALTH_INTERVALL": "10"}) == message


def test_a_misspelt_tool_variable_is_an_error(refusal: Refusal) -> None:
    assert "did you mean HOLDFAST_TERRAFORM?" in refusal(SMALL, {"HOLDFAST_TERAFORM": "tofu"})


def test_a_name_below_a_single_value_is_an_error(refusal: Refusal) -> None:
    message = f"""\
environment variable HOLDFAST_ROUTING__TTL__SECONDS
  found:   a name below HOLDFAST_ROUTING__TTL, which has no keys of its own
  allowed: HOLDFAST_ROUTING__TTL
  mend:    did you mean HOLDFAST_ROUTING__TTL?

{LONE}"""
    assert refusal(SMALL, {"HOLDFAST_ROUTING__TTL__SECONDS": "60"}) == message


def test_an_index_beyond_the_list_is_an_error(refusal: Refusal) -> None:
    message = f"""\
environment variable HOLDFAST_REGIONS__7__CIDR
  found:   7 as the place in a list of 2
  allowed: 0 to 1 for those that are there, or 2 to add one
  mend:    use one of these numbers, counted from 0

{LONE}"""
    assert refusal(SMALL, {"HOLDFAST_REGIONS__7__CIDR": "10.9.0.0/16"}) == message


def test_a_whole_list_that_is_no_json_is_an_error(refusal: Refusal) -> None:
    message = f"""\
environment variable HOLDFAST_MONITORING__EMAILS: monitoring.emails
  found:   text that is no JSON list
  allowed: the whole list as JSON, such as ["...", "..."]
  mend:    write it as JSON, or set single entries with HOLDFAST_MONITORING__EMAILS__0

{LONE}"""
    assert refusal(SMALL, {"HOLDFAST_MONITORING__EMAILS": "a@example.com"}) == message
