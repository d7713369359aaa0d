"""A public name belongs to one deployment: CloudFront gives it to one distribution (F15)."""

from pathlib import Path

import pytest

from config.loader import ConfigErrors, load_all
from tests.config.pilot_light_text import PILOT_LIGHT
from tests.config.texts import SMALL, changed
from tests.config.websites import SITE

STAGING = SITE.replace("name: portfolio\n", "name: portfolio\nenvironment: staging\n")
"""A copy of the file, as one makes it for another environment."""


@pytest.fixture(autouse=True)
def _in_an_empty_directory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def _files(**texts: str) -> list[Path]:
    for name, text in texts.items():
        Path(f"{name}.yaml").write_text(text)
    return [Path(f"{name}.yaml") for name in texts]


def _refusal(environ: dict[str, str] | None = None, **texts: str) -> str:
    with pytest.raises(ConfigErrors) as refused:
        load_all(_files(**texts), environ or {})
    return str(refused.value)


def test_two_websites_of_one_name_are_refused_with_both_places() -> None:
    assert _refusal(production=SITE, staging=STAGING) == (
        """\
staging.yaml:10: domain.name
  found:   www.example.com, which production.yaml:9 names too
  allowed: every public name in one deployment: CloudFront gives a name to one distribution, and a
           zone keeps one deployment's records of it
  mend:    give one of the two another name

1 problem in 2 files; nothing was written."""
    )


def test_a_name_that_only_redirects_is_a_name_too() -> None:
    blog = SITE.replace("portfolio", "blog").replace("www.example.com", "blog.example.com")
    message = _refusal(
        blog=blog.replace("  zone:", "  redirect_from: [www.example.com]\n  zone:"), portfolio=SITE
    )

    assert (
        "portfolio.yaml:9: domain.name\n  found:   www.example.com, which blog.yaml:10 names too\n" in message
    )


def test_a_website_and_an_application_do_not_share_a_name() -> None:
    message = _refusal(site=SITE, shop=PILOT_LIGHT.replace("shop.example.com", "www.example.com"))

    assert "shop.yaml:9: domain.name\n  found:   www.example.com, which site.yaml:9 names too\n" in message


def test_a_site_does_not_stand_on_the_witness_of_an_application() -> None:
    message = _refusal(shop=PILOT_LIGHT, site=SITE.replace("www.example.com", "witness.shop.example.com"))

    assert "found:   witness.shop.example.com, which shop.yaml:9 names too\n" in message


def test_a_name_from_the_environment_is_told_as_such() -> None:
    other = PILOT_LIGHT.replace("shop.example.com", "www.example.com")
    message = _refusal({"DOMAIN_NAME": "www.example.com"}, site=SITE, shop=other)

    assert message.startswith(
        "environment variable DOMAIN_NAME: domain.name\n"
        "  found:   www.example.com, which site.yaml (environment variable DOMAIN_NAME) names too\n"
    )


def test_private_names_may_be_the_same_in_zones_of_their_own() -> None:
    files = _files(one=SMALL, two=changed(("name: orders\n", "name: invoices\n")))

    assert [deployment.domain.name for deployment in load_all(files, {})] == ["orders.svc.example.com"] * 2
