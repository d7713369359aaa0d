"""Each region's own pages: health, and what is shown for an error."""

from pathlib import Path

from publishing.content import default_error_page
from tests.publishing.conftest import Publish
from tests.publishing.embedded_website import PRIMARY, STANDBY, EmbeddedWebsite, write_site

TEMPLATE = "{{region}}|{{release}}|{{time}}|{{regions}}|{{region_links}}|{{other}}"
LINKS = (
    '<li><a href="/_region/eu-central-1/health.html">eu-central-1</a></li>'
    '<li><a href="/_region/us-west-2/health.html">us-west-2</a></li>'
)


def test_the_template_is_filled_in_for_each_region(
    site: EmbeddedWebsite, published: Publish, tmp_path: Path
) -> None:
    write_site(tmp_path, health=TEMPLATE)
    release = published(tmp_path).release
    for region in (PRIMARY, STANDBY):
        page = site.objects(region)["_region/health.html"].decode()
        assert page == (
            f"{region}|{release}|2026-01-02T03:04:05Z|eu-central-1 us-west-2|{LINKS}|" + "{{other}}"
        )


def test_the_pinned_page_is_in_its_own_region_alone(
    site: EmbeddedWebsite, published: Publish, tmp_path: Path
) -> None:
    write_site(tmp_path)
    published(tmp_path)
    site.replicate()
    for region in (PRIMARY, STANDBY):
        objects = site.objects(region)
        assert {key for key in objects if key.startswith("_region/")} == {
            "_region/health.html",
            f"_region/{region}/health.html",
        }
        assert objects[f"_region/{region}/health.html"] == objects["_region/health.html"]
        assert f"{region} is healthy".encode() in objects["_region/health.html"]


def test_health_pages_are_never_kept(site: EmbeddedWebsite, published: Publish, tmp_path: Path) -> None:
    write_site(tmp_path)
    published(tmp_path)
    head = site.head(STANDBY, "_region/us-west-2/health.html")
    assert (head["CacheControl"], head["ContentType"]) == ("no-store", "text/html; charset=utf-8")


def test_the_error_page_is_that_of_the_site_in_every_region(
    site: EmbeddedWebsite, published: Publish, tmp_path: Path
) -> None:
    files = write_site(tmp_path, **{"404": "nothing here"})
    published(tmp_path)
    for region in (PRIMARY, STANDBY):
        assert site.objects(region)["_error/404.html"] == files["404.html"]
        assert site.head(region, "_error/404.html")["CacheControl"] == "public, max-age=60"


def test_a_site_without_an_error_page_gets_ours(
    site: EmbeddedWebsite, published: Publish, tmp_path: Path
) -> None:
    write_site(tmp_path)
    published(tmp_path)
    assert site.objects(PRIMARY)["_error/404.html"] == default_error_page()


def test_no_page_of_a_region_changes_before_the_switch(
    site: EmbeddedWebsite, published: Publish, tmp_path: Path
) -> None:
    write_site(tmp_path)
    seen: list[set[str]] = []

    def look(_region: str, operation: str) -> None:
        if operation == "UpdateKeys":
            seen.append({key for key in site.objects(PRIMARY) if not key.startswith("releases/")})

    site.intervene = look
    published(tmp_path)
    assert seen == [set()]
