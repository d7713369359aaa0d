"""Which region's copy answers, in every mode, and which region stands behind it."""

import pytest

from tests.edge.conftest import Route
from tests.edge.edge_function import ERROR_CODES, request

EU, US, JP = "s3-eu-central-1", "s3-us-east-1", "s3-ap-northeast-1"
OWN_GROUP: list[str] = []
"""The distribution's own origin group, primary first: nothing needs to be chosen."""


def in_bucket(number: int) -> dict[str, str]:
    return {"holdfast-bucket": str(number)}


@pytest.mark.parametrize("mode", ["failover", "blue-green"])
@pytest.mark.parametrize("regions", [2, 3])
@pytest.mark.parametrize("path", ["/", "/_region/health.html"])
def test_without_a_choice_the_distributions_own_group_answers(
    route: Route, mode: str, regions: int, path: str
) -> None:
    event = request(path, cloudfront_viewer_country="US", cookies=in_bucket(9999))
    assert route(event, mode, regions=regions).origins == OWN_GROUP


@pytest.mark.parametrize(
    ("bucket", "origins"), [(0, OWN_GROUP), (8999, OWN_GROUP), (9000, [US, EU]), (9999, [US, EU])]
)
def test_weights_divide_the_viewers(route: Route, bucket: int, origins: list[str]) -> None:
    assert route(request(cookies=in_bucket(bucket)), "weighted").origins == origins


@pytest.mark.parametrize("bucket", [0, 8999, 9000, 9999])
def test_a_region_of_weight_zero_gets_nobody(route: Route, bucket: int) -> None:
    assert JP not in route(request(cookies=in_bucket(bucket)), "weighted", regions=3).origins


@pytest.mark.parametrize("bucket", [0, 9999])
def test_weights_of_zero_leave_everybody_with_the_primary(route: Route, bucket: int) -> None:
    regions = [
        {"name": "eu-central-1", "origin": EU, "weight": 0, "countries": []},
        {"name": "us-east-1", "origin": US, "weight": 0, "countries": []},
    ]
    decision = route(request(cookies=in_bucket(bucket)), "weighted", region_list=regions)
    assert decision.origins == OWN_GROUP


@pytest.mark.parametrize(
    ("country", "regions", "origins"),
    [
        ("DE", 2, OWN_GROUP),
        ("US", 2, [US, EU]),
        ("JP", 3, [JP, EU]),
        ("JP", 2, OWN_GROUP),
        ("BR", 3, OWN_GROUP),
        ("T1", 2, OWN_GROUP),
        ("", 2, OWN_GROUP),
    ],
)
def test_countries_choose_the_region_and_unknown_ones_the_primary(
    route: Route, country: str, regions: int, origins: list[str]
) -> None:
    event = request(cloudfront_viewer_country=country)
    assert route(event, "geolocation", regions=regions).origins == origins


def test_a_request_without_a_country_goes_to_the_primary(route: Route) -> None:
    assert route(request(), "geolocation").origins == OWN_GROUP


@pytest.mark.parametrize("mode", ["weighted", "geolocation"])
def test_a_chosen_group_fails_over_on_the_configured_codes(route: Route, mode: str) -> None:
    event = request(cookies=in_bucket(9999), cloudfront_viewer_country="US")
    assert route(event, mode).codes == ERROR_CODES
    assert route(event, mode, errorCodes=[500, 503]).codes == [500, 503]


@pytest.mark.parametrize("mode", ["failover", "weighted", "geolocation", "blue-green"])
@pytest.mark.parametrize(
    ("disabled", "regions", "origins"),
    [
        ("eu-central-1", 2, [US]),
        ("us-east-1", 2, [EU]),
        ("eu-central-1", 3, [US, JP]),
        ("us-east-1", 3, [EU, JP]),
        ("eu-central-1,us-east-1", 3, [JP]),
        ("ap-northeast-1", 3, OWN_GROUP),
        ("eu-central-1,us-east-1", 2, OWN_GROUP),
        ("nowhere-1", 2, OWN_GROUP),
        ("eu-central", 2, OWN_GROUP),
    ],
)
def test_a_region_switched_off_is_not_asked_unless_all_are(
    route: Route, mode: str, disabled: str, regions: int, origins: list[str]
) -> None:
    event = request(cookies=in_bucket(0), cloudfront_viewer_country="DE")
    assert route(event, mode, regions=regions, store={"disabled": disabled}).origins == origins


def test_countries_of_a_region_switched_off_go_to_the_first_that_is_on(route: Route) -> None:
    event = request(cloudfront_viewer_country="US")
    decision = route(event, "geolocation", regions=3, store={"disabled": "us-east-1"})
    assert decision.origins == [EU, JP]


def test_the_weights_of_what_is_left_divide_all_viewers(route: Route) -> None:
    event = request(cookies=in_bucket(0))
    assert route(event, "weighted", regions=3, store={"disabled": "eu-central-1"}).origins == [US, JP]


@pytest.mark.parametrize(
    ("mode", "name"), [("weighted", "us-east-1"), ("geolocation", "us-east-1"), ("failover", None)]
)
def test_a_chosen_region_is_named_for_the_cache_key_and_a_forged_name_is_dropped(
    route: Route, mode: str, name: str | None
) -> None:
    event = request(
        cookies=in_bucket(9999), cloudfront_viewer_country="US", x_holdfast_region="ap-northeast-1"
    )
    assert route(event, mode).headers.get("x-holdfast-region") == name
