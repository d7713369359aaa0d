"""A viewer stays where it was, by cookie; releases of a blue-green change divide viewers the same way."""

import pytest

from tests.edge.conftest import Route
from tests.edge.edge_function import CANDIDATE, EDGE, RELEASE, EdgeRuntime, request

FORGED = ["", "abc", "-1", "10000", "1e3", "0x10", "1.5", " 7", "7;", "us-east-1"]
STICKINESS = (EDGE / "stickiness.js").read_text(encoding="utf-8")


def served(uri: str) -> str:
    return uri.removeprefix("/releases/").partition("/")[0]


def responded(runtime: EdgeRuntime, event: dict[str, object]) -> dict[str, str]:
    """The cookie that the viewer-response function sets, if any."""
    response = {"statusCode": 200, "headers": {}, "cookies": {}}
    returned = runtime.run(STICKINESS, {**event, "response": response}, {}).returned
    cookies: dict[str, dict[str, str]] = returned["cookies"]
    return cookies.get("holdfast-bucket", {})


def test_the_cookie_keeps_the_number_that_the_viewer_was_routed_by(
    runtime: EdgeRuntime, route: Route
) -> None:
    for last in range(40):
        event = request(ip=f"192.0.2.{last}")
        cookie = responded(runtime, event)["value"]
        elsewhere = request(ip="198.51.100.7", cookies={"holdfast-bucket": cookie})
        assert route(event, "weighted").origins == route(elsewhere, "weighted").origins
        assert (int(cookie) >= 9000) == bool(route(event, "weighted").origins)


def test_the_cookie_is_for_the_site_alone_and_for_a_month(runtime: EdgeRuntime) -> None:
    cookie = responded(runtime, request())
    assert cookie["attributes"] == "Path=/; Max-Age=2592000; Secure; HttpOnly; SameSite=Lax"


def test_a_viewer_with_a_valid_cookie_gets_no_other(runtime: EdgeRuntime) -> None:
    assert responded(runtime, request(cookies={"holdfast-bucket": "0"})) == {}


@pytest.mark.parametrize("value", FORGED)
def test_a_forged_cookie_is_as_none_and_is_replaced(runtime: EdgeRuntime, route: Route, value: str) -> None:
    forged = request(cookies={"holdfast-bucket": value})
    assert route(forged, "weighted").origins == route(request(), "weighted").origins
    assert responded(runtime, forged) == responded(runtime, request())


def test_both_functions_count_viewers_alike() -> None:
    shared = STICKINESS[STICKINESS.index("// The viewer's number") :]
    assert shared.partition("\nfunction cookie")[0] in (EDGE / "router.js").read_text(encoding="utf-8")


def test_viewers_without_a_cookie_are_divided_as_the_weights_say(route: Route) -> None:
    standby = sum(
        bool(route(request(ip=f"203.0.{block}.{last}"), "weighted").origins)
        for block in range(4)
        for last in range(250)
    )
    assert 70 <= standby <= 130, f"{standby} of 1000 viewers, where the weight is 10 of 100"


def test_a_viewer_without_address_and_browser_in_common_is_served(route: Route) -> None:
    event = request(ip="2001:db8::1")
    del event["request"]["headers"]["user-agent"]
    assert served(route(event, "weighted").uri) == RELEASE


@pytest.mark.parametrize(
    ("share", "bucket", "release"),
    [
        ("10", 999, CANDIDATE),
        ("10", 1000, RELEASE),
        ("0", 0, RELEASE),
        ("100", 9999, CANDIDATE),
        ("many", 0, RELEASE),
        ("-5", 0, RELEASE),
        ("", 0, RELEASE),
    ],
)
def test_the_share_of_viewers_sees_the_candidate(route: Route, share: str, bucket: int, release: str) -> None:
    store = {"candidate": CANDIDATE, "share": share}
    event = request(cookies={"holdfast-bucket": str(bucket)})
    assert served(route(event, "blue-green", store=store).uri) == release


def test_raising_the_share_moves_no_viewer_back(route: Route) -> None:
    viewers = [request(ip=f"192.0.2.{last}") for last in range(60)]

    def seen(share: int) -> set[int]:
        store = {"candidate": CANDIDATE, "share": str(share)}
        return {
            index
            for index, viewer in enumerate(viewers)
            if served(route(viewer, "blue-green", store=store).uri) == CANDIDATE
        }

    assert seen(0) <= seen(20) <= seen(60) <= seen(100) == set(range(60))
    assert 0 < len(seen(20)) < len(seen(60)) < 60


@pytest.mark.parametrize("share", ["0", "100"])
def test_who_knows_the_name_of_a_release_in_use_can_pin_it(route: Route, share: str) -> None:
    store = {"candidate": CANDIDATE, "share": share}
    for release in (CANDIDATE, RELEASE):
        event = request(cookies={"holdfast-release": release})
        assert served(route(event, "blue-green", store=store).uri) == release


def test_no_other_release_can_be_pinned(route: Route) -> None:
    old = "20250101T000000Z-aaaaaaaaaaaa"
    event = request(cookies={"holdfast-release": old, "holdfast-bucket": "9999"})
    store = {"candidate": CANDIDATE, "share": "10"}
    assert served(route(event, "blue-green", store=store).uri) == RELEASE


@pytest.mark.parametrize("store", [{}, {"share": "100"}, {"candidate": "x", "share": "100"}])
def test_without_a_candidate_everybody_sees_the_release(route: Route, store: dict[str, str]) -> None:
    assert served(route(request(), "blue-green", store=store).uri) == RELEASE


@pytest.mark.parametrize("mode", ["failover", "weighted", "geolocation"])
def test_other_modes_know_no_candidate(route: Route, mode: str) -> None:
    store = {"candidate": CANDIDATE, "share": "100"}
    assert served(route(request(), mode, store=store).uri) == RELEASE
