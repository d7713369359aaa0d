"""The page as it is seen: light and dark, narrow and wide, with and without scripts."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.site.chromium import Chromium, Page
from tests.site.site_server import SiteServer

CONTRAST = (Path(__file__).with_name("contrast.js")).read_text(encoding="utf-8")
PAGES = ["/", "/_region/us-west-2/health.html", "/404.html"]
SCHEMES = ["light", "dark"]
WIDTHS = [320, 360, 768, 1280]

Open = Callable[..., Page]


@pytest.fixture
def page(chromium: Chromium, server: SiteServer) -> Open:
    """`page(path, width=..., scheme=...)`: a page of the site, loaded."""
    return lambda path="/", **look: chromium.open(server.address + path, **look)


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("scripts", [True, False])
def test_every_text_has_the_contrast_of_wcag_aa(page: Open, path: str, scheme: str, scripts: bool) -> None:
    texts = page(path, scheme=scheme, scripts=scripts).evaluate(CONTRAST)
    assert len(texts) >= 3
    assert [text for text in texts if not text["enough"]] == []


def test_the_states_of_regions_have_it_too(page: Open, server: SiteServer) -> None:
    server.down.add("us-west-2")
    for scheme in SCHEMES:
        texts = {text["text"]: text["enough"] for text in page(scheme=scheme).evaluate(CONTRAST)}
        assert (texts["Answers"], texts["Does not answer"]) == (True, True)


def test_light_and_dark_differ(page: Open) -> None:
    colors = [
        page(scheme=scheme).evaluate("getComputedStyle(document.body).backgroundColor") for scheme in SCHEMES
    ]
    assert colors == ["rgb(244, 248, 248)", "rgb(8, 23, 27)"]


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize("width", WIDTHS)
def test_nothing_is_wider_than_the_window(page: Open, path: str, width: int) -> None:
    found = page(path, width=width)
    assert found.evaluate("innerWidth") == width
    assert found.evaluate("document.documentElement.scrollWidth") == width


def test_a_wide_window_has_the_answer_beside_the_headline_and_a_narrow_one_below(page: Open) -> None:
    left = "document.getElementById('regions').getBoundingClientRect().left"
    assert page(width=360).evaluate(left) < 40
    assert page(width=1280).evaluate(left) > 640


def test_the_console_stays_empty_under_a_strict_content_security_policy(page: Open) -> None:
    assert [page(path).problems for path in PAGES] == [[], [], []]


def test_nothing_moves_where_the_viewer_wants_no_motion(page: Open) -> None:
    moving = (
        "document.getAnimations().length > 0 || getComputedStyle(document.documentElement).scrollBehavior"
    )
    assert page(motion="reduce").evaluate(moving) == "auto"


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("width", [360, 1280])
def test_it_can_be_photographed_whole(page: Open, scheme: str, width: int, tmp_path: Path) -> None:
    found = page(width=width, scheme=scheme)
    picture = found.screenshot()
    (tmp_path / f"site-{scheme}-{width}.png").write_bytes(picture)
    size = [int.from_bytes(picture[start : start + 4], "big") for start in (16, 20)]
    assert size == [width, found.evaluate("document.documentElement.scrollHeight")]
