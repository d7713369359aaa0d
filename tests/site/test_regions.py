"""The page tells which region answers, and how each of them is."""

import pytest

from tests.site.chromium import Chromium, Page
from tests.site.site_server import RELEASE, SiteServer

LINES = "[...document.querySelectorAll('.regions li')].map(line => line.innerText.replace(/\\s+/g, ' '))"
ANSWER = "document.querySelector('.answer')?.innerText ?? document.getElementById('status').innerText"


@pytest.fixture
def page(chromium: Chromium, server: SiteServer) -> Page:
    """The first page, every region up when it was loaded."""
    return chromium.open(server.address)


def ask_again(page: Page) -> None:
    page.evaluate("document.querySelector('#again button').click()")
    page.until("document.getElementById('status').getAttribute('aria-busy') === 'false'")


def test_the_region_that_answers_and_the_state_of_each_are_shown(page: Page) -> None:
    assert page.evaluate(ANSWER) == "eu-central-1"
    assert page.evaluate(LINES) == ["eu-central-1 Answers", "us-west-2 Answers"]


def test_the_release_is_shown(page: Page) -> None:
    assert page.evaluate("document.querySelector('footer').innerText").startswith(f"Release {RELEASE}")


def test_a_region_that_fails_is_named_and_the_other_one_answers(page: Page, server: SiteServer) -> None:
    server.down.add("eu-central-1")
    ask_again(page)
    assert page.evaluate(ANSWER) == "us-west-2"
    assert page.evaluate(LINES) == ["eu-central-1 Does not answer", "us-west-2 Answers"]


def test_without_any_region_the_page_says_so(page: Page, server: SiteServer) -> None:
    server.down |= {"eu-central-1", "us-west-2"}
    ask_again(page)
    assert page.evaluate(ANSWER).startswith("No health page answered just now.")


def test_a_change_is_announced_to_screen_readers(page: Page) -> None:
    assert page.evaluate("document.getElementById('status').getAttribute('aria-live')") == "polite"


def test_without_scripts_the_page_is_whole_and_leads_to_the_answer(
    chromium: Chromium, server: SiteServer
) -> None:
    page = chromium.open(server.address, scripts=False)
    assert page.evaluate("document.querySelector('h1').innerText") == "This page has two homes."
    assert page.evaluate("document.querySelectorAll('.steps li').length") == 3
    assert page.evaluate("document.querySelector('#status a').getAttribute('href')") == "/_region/health.html"
    assert page.evaluate("[...document.querySelectorAll('[hidden]')].map(each => each.id)") == [
        "again",
        "release",
    ]


def test_the_health_page_tells_region_release_and_time_without_scripts(
    chromium: Chromium, server: SiteServer
) -> None:
    page = chromium.open(f"{server.address}/_region/us-west-2/health.html", scripts=False)
    facts = page.evaluate("[...document.querySelectorAll('.facts dd')].map(fact => fact.innerText)")
    assert facts == ["us-west-2", RELEASE, "2026-01-02T03:04:05Z"]
    links = page.evaluate("[...document.querySelectorAll('.links a')].map(link => link.getAttribute('href'))")
    assert links == ["/_region/eu-central-1/health.html", "/_region/us-west-2/health.html"]
