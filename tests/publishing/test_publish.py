"""A publish is served whole, in every region, byte for byte."""

from pathlib import Path

import pytest

from drill.local_aws import LocalAws
from publishing import Progress
from publishing.content import read_content
from tests.edge.edge_function import EdgeRuntime, request, router, settings
from tests.publishing.conftest import Publish
from tests.publishing.embedded_website import PRIMARY, STANDBY, THIRD, EmbeddedWebsite, write_site


def test_every_region_serves_every_file_byte_for_byte(
    site: EmbeddedWebsite, published: Publish, tmp_path: Path
) -> None:
    files = write_site(tmp_path)
    result = published(tmp_path)
    assert (result.files, result.uploaded, result.replaced) == (4, 4, "")
    assert site.served(PRIMARY) == site.served(STANDBY) == files


def test_the_edge_function_finds_every_file_of_the_release(
    site: EmbeddedWebsite, published: Publish, tmp_path: Path
) -> None:
    files = write_site(tmp_path)
    published(tmp_path)
    there = site.objects(STANDBY)
    with EdgeRuntime() as runtime:
        for path, body in files.items():
            uri = runtime.run(router(settings()), request(f"/{path}"), site.keys).uri
            assert there[uri.removeprefix("/")] == body


def test_a_release_is_named_after_its_time_and_content(published: Publish, tmp_path: Path) -> None:
    write_site(tmp_path)
    release = published(tmp_path).release
    assert release == f"20260102T030405Z-{read_content(tmp_path).digest}"


def test_types_and_cache_headers_are_those_of_the_files(
    site: EmbeddedWebsite, published: Publish, tmp_path: Path
) -> None:
    write_site(tmp_path)
    release = published(tmp_path).release
    found = {
        path: (head["ContentType"], head["CacheControl"])
        for path in ("index.html", "assets/app.3f2a9c1d.js", "assets/pixel.png")
        for head in [site.head(PRIMARY, f"releases/{release}/{path}")]
    }
    assert found == {
        "index.html": ("text/html; charset=utf-8", "public, max-age=60, s-maxage=31536000"),
        "assets/app.3f2a9c1d.js": ("text/javascript; charset=utf-8", "public, max-age=31536000, immutable"),
        "assets/pixel.png": ("image/png", "public, max-age=60, s-maxage=31536000"),
    }


def test_the_switch_is_one_write_after_every_region_is_whole(
    site: EmbeddedWebsite, published: Publish, tmp_path: Path
) -> None:
    write_site(tmp_path)
    published(tmp_path)
    names = [operation for _region, operation in site.calls]
    assert names.count("UpdateKeys") == 1
    after = site.calls[names.index("UpdateKeys") + 1 :]
    assert {operation for _region, operation in after} == {"GetObject", "PutObject"}
    assert all(region in (PRIMARY, STANDBY) for region, _operation in after)
    uploads = [
        region for region, operation in site.calls[: names.index("UpdateKeys")] if operation == "PutObject"
    ]
    assert uploads == [PRIMARY] * 5


def test_the_publisher_waits_longer_and_longer_for_the_other_region(
    site: EmbeddedWebsite, published: Publish, tmp_path: Path
) -> None:
    write_site(tmp_path)
    pauses = 4
    site.replicating = False

    def start_late(_region: str, _operation: str) -> None:
        site.replicating = len(site.pauses) >= pauses - 1

    site.intervene = start_late
    published(tmp_path)
    assert site.pauses == [1.0, 1.5, 2.25, 3.375]


def test_progress_is_told_for_every_step(published: Publish, tmp_path: Path) -> None:
    write_site(tmp_path)
    told: list[Progress] = []
    published(tmp_path, told=told.append)
    assert list(dict.fromkeys(step.step for step in told)) == [
        "upload",
        f"replicate to {PRIMARY}",
        f"replicate to {STANDBY}",
        "switch",
        "tell the regions",
    ]
    assert [(step.done, step.total) for step in told if step.step == "upload"] == [(n, 4) for n in range(5)]


def test_a_second_release_leaves_the_first_one_where_it_is(
    site: EmbeddedWebsite, published: Publish, tmp_path: Path
) -> None:
    write_site(tmp_path)
    first = published(tmp_path).release
    before = site.objects(STANDBY, f"releases/{first}")
    files = write_site(tmp_path, news="new")
    second = published(tmp_path)
    assert second.replaced == first
    assert site.served(STANDBY) == files
    assert site.objects(STANDBY, f"releases/{first}") == before
    assert site.keys == {"release": second.release, "previous": first}


def test_publishing_the_same_again_uploads_and_switches_nothing(
    site: EmbeddedWebsite, published: Publish, tmp_path: Path
) -> None:
    write_site(tmp_path)
    first = published(tmp_path)
    site.calls.clear()
    again = published(tmp_path)
    assert (again.release, again.uploaded, again.replaced) == (first.release, 0, first.release)
    assert "UpdateKeys" not in [operation for _region, operation in site.calls]


def test_publishing_the_same_again_mends_what_is_broken(
    site: EmbeddedWebsite, published: Publish, tmp_path: Path
) -> None:
    files = write_site(tmp_path)
    release = published(tmp_path).release
    site.put(PRIMARY, f"releases/{release}/index.html", b"broken")
    assert published(tmp_path).uploaded == 1
    assert site.served(PRIMARY) == site.served(STANDBY) == files


@pytest.mark.parametrize("status", ["FAILED", "COMPLETED", "REPLICA", ""])
def test_a_copy_that_is_not_on_its_way_is_set_off_again_once(
    site: EmbeddedWebsite, published: Publish, tmp_path: Path, status: str
) -> None:
    files = write_site(tmp_path)
    release = published(tmp_path).release
    lost = f"releases/{release}/docs/index.html"
    site.delete(STANDBY, lost)
    site.statuses[lost] = status
    headers = {name: site.head(PRIMARY, lost)[name] for name in ("ContentType", "CacheControl")}
    site.calls.clear()
    published(tmp_path)
    assert site.calls.count((PRIMARY, "CopyObject")) == 1
    assert site.served(STANDBY) == files
    assert {name: site.head(PRIMARY, lost)[name] for name in headers} == headers


def test_a_copy_that_is_on_its_way_is_waited_for(
    site: EmbeddedWebsite, published: Publish, tmp_path: Path
) -> None:
    write_site(tmp_path)
    published(tmp_path)
    assert (PRIMARY, "CopyObject") not in site.calls


def test_an_object_that_differs_in_the_other_region_is_not_whole(
    site: EmbeddedWebsite, published: Publish, tmp_path: Path
) -> None:
    write_site(tmp_path)
    release = published(tmp_path).release
    site.put(STANDBY, f"releases/{release}/index.html", b"broken")
    with pytest.raises(Exception, match="1 of 5 objects missing after 60 s"):
        published(tmp_path)


def test_three_regions_are_all_waited_for(aws: LocalAws, tmp_path: Path) -> None:
    from publishing import publish

    site = EmbeddedWebsite(aws, (PRIMARY, STANDBY, THIRD))
    files = write_site(tmp_path)
    publish(site.website, tmp_path, clients=site.client, patience=site.patience)
    assert site.served(PRIMARY) == site.served(STANDBY) == site.served(THIRD) == files


def test_while_the_primary_is_down_the_standby_takes_the_release_and_gives_it_back(
    site: EmbeddedWebsite, published: Publish, tmp_path: Path
) -> None:
    files = write_site(tmp_path)

    def primary_is_down(region: str, _operation: str) -> None:
        assert region != PRIMARY

    site.intervene = primary_is_down
    published(tmp_path, without=[PRIMARY])
    assert (site.served(PRIMARY), site.served(STANDBY)) == ({}, files)
    site.replicate()
    assert site.served(PRIMARY) == files


def test_many_files_are_uploaded_a_few_at_a_time(
    site: EmbeddedWebsite, published: Publish, tmp_path: Path
) -> None:
    files = write_site(tmp_path, **{f"page{number}": str(number) for number in range(60)})
    assert published(tmp_path).uploaded == 64
    assert site.served(STANDBY) == files


def test_a_switch_whose_answer_was_lost_is_no_failure(
    site: EmbeddedWebsite, published: Publish, tmp_path: Path
) -> None:
    files = write_site(tmp_path)

    def switched_already(_region: str, operation: str) -> None:
        if operation == "UpdateKeys":
            site.intervene = lambda _where, _what: None
            published(tmp_path)

    site.intervene = switched_already
    published(tmp_path)
    assert site.served(PRIMARY) == files
