"""Which file of the release a path means, and which paths are refused."""

import pytest

from tests.edge.conftest import Route
from tests.edge.edge_function import RELEASE, EdgeRuntime, request, router, settings

PREFIX = f"/releases/{RELEASE}"
MODES = ["failover", "weighted", "geolocation", "blue-green"]


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize(
    ("path", "file"),
    [
        ("/", "/index.html"),
        ("/docs/", "/docs/index.html"),
        ("/about.html", "/about.html"),
        ("/assets/app.3f2a9c1d.js", "/assets/app.3f2a9c1d.js"),
        ("/a%20b/c%C3%BC.html", "/a%20b/c%C3%BC.html"),
        ("/.well-known/security.txt", "/.well-known/security.txt"),
        ("/.well-known/apple-app-site-association", "/.well-known/apple-app-site-association"),
        ("/v1.2/", "/v1.2/index.html"),
        ("/c++/a+b.html", "/c%2B%2B/a%2Bb.html"),
        ("/%252e%252e/x.html", "/%252e%252e/x.html"),
        ("/..hidden/...file", "/..hidden/...file"),
        (f"/releases/{RELEASE}/index.html", f"/releases/{RELEASE}/index.html"),
        ("/releases/other.json", "/releases/other.json"),
    ],
)
def test_a_path_is_a_file_of_the_release(route: Route, mode: str, path: str, file: str) -> None:
    assert route(request(path), mode).uri == PREFIX + file


@pytest.mark.parametrize(
    ("path", "file"),
    [("/", "/index.html"), ("/orders/17", "/index.html"), ("/orders/", "/index.html"), ("/a.css", "/a.css")],
)
def test_in_spa_mode_every_path_without_a_dot_is_the_app(route: Route, path: str, file: str) -> None:
    assert route(request(path), spa=True).uri == PREFIX + file


def test_a_well_known_path_is_no_page_of_the_app(route: Route) -> None:
    assert route(request("/.well-known/x"), spa=True).uri == f"{PREFIX}/.well-known/x"


def test_a_directory_without_its_slash_is_redirected_with_its_query(route: Route) -> None:
    decision = route(request("/docs", query={"a": ["1", "2"], "b": [""]}))
    assert (decision.status, decision.headers["location"]) == (301, "/docs/?a=1&a=2&b=")


@pytest.mark.parametrize(
    "path", ["/_region/health.html", "/_region/eu-central-1/health.html", "/_error/404.html"]
)
def test_pages_outside_the_releases_are_left_alone(route: Route, path: str) -> None:
    assert route(request(path)).uri == path


def test_pages_outside_the_releases_need_no_release(runtime: EdgeRuntime) -> None:
    decision = runtime.run(router(settings()), request("/_region/health.html"), None)
    assert decision.uri == "/_region/health.html"


@pytest.mark.parametrize(
    "path",
    [
        "/../secret",
        "/a/../../b.html",
        "/a/./b.html",
        "/a/..",
        "/%2e%2e/secret",
        "/a%2f..%2fb.html",
        "/%2E./x.html",
        "//evil.example/x",
        "/a//b.html",
        "/%2fevil.example",
        "/\\evil.example",
        "/%5cevil.example",
        "/a%00.html",
        "/a%0d%0aSet-Cookie:x",
        "/a%7f.html",
        "/%zz",
        "/%",
        "/%ff%fe.html",
    ],
)
@pytest.mark.parametrize("spa", [False, True])
def test_a_path_that_no_file_can_have_is_refused(route: Route, path: str, spa: bool) -> None:
    decision = route(request(path), spa=spa)
    assert (decision.status, decision.headers["cache-control"]) == (400, "no-store")


def test_a_path_longer_than_a_key_is_refused(route: Route) -> None:
    assert route(request("/" + "a" * 896 + ".js")).uri.endswith(".js")
    assert route(request("/" + "a" * 897 + ".js")).status == 414


@pytest.mark.parametrize("release", [None, "", "latest", "../x", RELEASE + "/..", RELEASE.upper()])
def test_without_a_release_it_says_so_and_nothing_is_cached(
    runtime: EdgeRuntime, release: str | None
) -> None:
    store = {} if release is None else {"release": release}
    decision = runtime.run(router(settings()), request("/"), store)
    assert (decision.status, decision.headers["cache-control"]) == (503, "no-store")
    assert decision.returned["body"]["data"] == "Nothing has been published yet.\n"


def test_a_store_that_does_not_answer_is_as_one_without_a_release(runtime: EdgeRuntime) -> None:
    assert runtime.run(router(settings()), request("/"), None).status == 503


def test_another_name_of_the_site_is_redirected_to_the_first(route: Route) -> None:
    decision = route(request("/docs/a.html", host="Example.com", query={"q": ["x%20y"]}))
    assert decision.status == 301
    assert decision.headers["location"] == "https://www.example.com/docs/a.html?q=x%20y"


@pytest.mark.parametrize("host", ["d111111abcdef8.cloudfront.net", "www.example.com", "other.example.com"])
def test_any_other_host_is_served(route: Route, host: str) -> None:
    assert route(request("/", host=host)).uri == f"{PREFIX}/index.html"


def test_without_names_of_its_own_a_site_redirects_nothing(route: Route) -> None:
    assert route(request("/", host="example.com"), aliases=None).uri == f"{PREFIX}/index.html"


def test_a_refused_path_is_not_redirected_first(route: Route) -> None:
    assert route(request("//evil.example", host="example.com")).status == 400
