"""The pages are for everybody: structure, names, keyboard; and for a strict content security policy."""

from itertools import pairwise

import pytest

from tests.site.chromium import Chromium
from tests.site.site_server import SITE, SiteServer

PAGES = ["/", "/_region/us-west-2/health.html", "/404.html"]

OUTLINE = "[...document.querySelectorAll('h1,h2,h3,h4')].map(each => Number(each.tagName[1]))"
NAMELESS = """[...document.querySelectorAll('a,button,nav,section')].filter(each =>
  !each.innerText.trim() || (each.matches('nav') && !each.ariaLabel) ||
  (each.matches('section') && !document.getElementById(each.getAttribute('aria-labelledby')))).length"""
SMALL = """[...document.querySelectorAll('a,button')]
  .filter(each => !each.matches('p:not(:has(.button)) a, .skip'))
  .map(each => [each.innerText, each.getBoundingClientRect()])
  .filter(([, box]) => box.width > 0 && (box.height < 24 || box.width < 24)).map(([text]) => text)"""
BROKEN = """Promise.all([...document.querySelectorAll('[href],[src]')]
  .map(each => new URL(each.href || each.src)).filter(url => url.origin === location.origin)
  .map(async url => (await fetch(url)).ok && (!url.hash || url.pathname !== location.pathname ||
    document.querySelector(url.hash) !== null) ? '' : url.href)).then(all => all.filter(Boolean))"""
FOCUS = """(() => { const style = getComputedStyle(document.activeElement);
  const name = document.activeElement.innerText.trim();
  return [name, style.outlineStyle, parseFloat(style.outlineWidth)]; })()"""


@pytest.mark.parametrize("path", PAGES)
def test_the_outline_is_in_order(chromium: Chromium, server: SiteServer, path: str) -> None:
    levels = chromium.open(server.address + path).evaluate(OUTLINE)
    assert levels.count(1) == 1
    assert levels[0] == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))


@pytest.mark.parametrize("path", PAGES)
def test_the_page_has_a_language_a_title_and_one_main_part(
    chromium: Chromium, server: SiteServer, path: str
) -> None:
    page = chromium.open(server.address + path)
    assert page.evaluate("document.documentElement.lang") == "en"
    assert page.evaluate("document.title").endswith(("Holdfast", "two regions"))
    assert page.evaluate("document.querySelectorAll('main').length") == 1


@pytest.mark.parametrize("path", PAGES)
def test_everything_has_a_name_and_leads_somewhere(chromium: Chromium, server: SiteServer, path: str) -> None:
    page = chromium.open(server.address + path)
    assert page.evaluate(NAMELESS) == 0
    assert page.evaluate(BROKEN) == []


@pytest.mark.parametrize("width", [360, 1280])
def test_what_can_be_touched_is_large_enough(chromium: Chromium, server: SiteServer, width: int) -> None:
    page = chromium.open(server.address, width=width)
    assert page.evaluate(SMALL) == []


def test_the_keyboard_reaches_everything_in_order_and_the_focus_shows(
    chromium: Chromium, server: SiteServer
) -> None:
    page = chromium.open(server.address)
    reached = []
    for _ in range(8):
        page.press("Tab")
        reached.append(page.evaluate(FOCUS))
    assert [name for name, _style, _width in reached] == [
        "Skip to the content",
        "Holdfast",
        "Regions",
        "Failover",
        "eu-central-1",
        "us-west-2",
        "Ask again",
        "Health page",
    ]
    assert {(style, width) for _name, style, width in reached} == {("solid", 3.0)}


def test_the_skip_link_shows_when_it_is_reached(chromium: Chromium, server: SiteServer) -> None:
    page = chromium.open(server.address)
    top = "document.querySelector('.skip').getBoundingClientRect().top"
    assert page.evaluate(top) < 0
    page.press("Tab")
    assert page.evaluate(top) == 16


@pytest.mark.parametrize("name", ["index.html", "404.html", "health.html"])
def test_no_page_holds_a_script_or_style_of_its_own(name: str) -> None:
    text = (SITE / name).read_text(encoding="utf-8")
    for inline in (" style=", "<style", " onclick=", "javascript:", "http://", "https://"):
        assert inline not in text
    assert "<script" not in text.replace('<script src="/assets/', "")
