"""Back to a release that is there, forward again, and the list of all."""

from pathlib import Path

import pytest

from publishing import Patience, releases, rollback
from publishing.errors import NoReleaseError, ReplicationTimeoutError
from tests.publishing.conftest import Publish
from tests.publishing.embedded_website import PRIMARY, STANDBY, EmbeddedWebsite, write_site


@pytest.fixture
def two_releases(published: Publish, tmp_path: Path) -> list[str]:
    """The names of two releases, the older one first."""
    names = []
    for story in ("old", "new"):
        write_site(tmp_path / story, story=story)
        names.append(published(tmp_path / story).release)
    return names


def test_a_rollback_serves_the_release_before_byte_for_byte(
    site: EmbeddedWebsite, two_releases: list[str], tmp_path: Path
) -> None:
    old, new = two_releases
    done = rollback(site.website, clients=site.client, patience=site.patience)
    assert (done.release, done.replaced) == (old, new)
    assert site.served(PRIMARY) == site.served(STANDBY) == write_site(tmp_path / "old", story="old")


def test_a_second_rollback_goes_forward_again(site: EmbeddedWebsite, two_releases: list[str]) -> None:
    for expected in (*two_releases, two_releases[0]):
        done = rollback(site.website, clients=site.client, patience=site.patience)
        assert done.release == expected


def test_a_release_can_be_named(site: EmbeddedWebsite, published: Publish, tmp_path: Path) -> None:
    names = []
    for story in ("one", "two", "three"):
        write_site(tmp_path, story=story)
        names.append(published(tmp_path).release)
    rollback(site.website, names[0], clients=site.client, patience=site.patience)
    assert site.keys == {"release": names[0], "previous": names[2]}


def test_a_rollback_uploads_no_file_and_switches_in_one_write(
    site: EmbeddedWebsite, two_releases: list[str]
) -> None:
    site.calls.clear()
    rollback(site.website, clients=site.client, patience=site.patience)
    names = [operation for _region, operation in site.calls]
    assert names.count("UpdateKeys") == 1
    assert "PutObject" not in names[: names.index("UpdateKeys")]
    assert two_releases


def test_a_rollback_tells_the_regions(site: EmbeddedWebsite, two_releases: list[str]) -> None:
    rollback(site.website, clients=site.client, patience=site.patience)
    for region in (PRIMARY, STANDBY):
        assert two_releases[0].encode() in site.objects(region)["_region/health.html"]


def test_a_release_that_a_region_lost_is_not_served(site: EmbeddedWebsite, two_releases: list[str]) -> None:
    old, new = two_releases
    site.delete(STANDBY, f"releases/{old}/index.html")
    site.replicating = False
    with pytest.raises(ReplicationTimeoutError) as missing:
        rollback(site.website, clients=site.client, patience=site.patience)
    assert str(missing.value) == (
        "us-west-2: the release is not whole there, and was not switched\n"
        f"  found:   1 of 6 objects missing after 60 s; of releases/{old}/index.html "
        "S3 in eu-central-1 says: PENDING\n"
        "  allowed: every object in every region that is asked, with the same checksum\n"
        "  mend:    repeat the command, which continues; where S3 says FAILED, mend the replication role "
        "first; while us-west-2 is down, add `--without us-west-2`"
    )
    assert site.keys["release"] == new


def test_what_the_primary_has_lost_comes_back_from_the_standby(
    site: EmbeddedWebsite, two_releases: list[str], tmp_path: Path
) -> None:
    lost = f"releases/{two_releases[0]}/index.html"
    site.delete(PRIMARY, lost)
    site.statuses[lost] = "REPLICA"
    rollback(site.website, clients=site.client, patience=site.patience)
    assert (STANDBY, "CopyObject") in site.calls
    assert site.served(PRIMARY) == write_site(tmp_path / "old", story="old")


def test_while_the_primary_is_down_a_rollback_goes_by_the_standby_alone(
    site: EmbeddedWebsite, two_releases: list[str]
) -> None:
    def primary_is_down(region: str, _operation: str) -> None:
        assert region != PRIMARY

    site.intervene = primary_is_down
    rollback(site.website, clients=site.client, without=[PRIMARY], patience=Patience(seconds=0))
    assert site.keys["release"] == two_releases[0]


def test_without_an_earlier_release_there_is_no_way_back(
    site: EmbeddedWebsite, published: Publish, tmp_path: Path
) -> None:
    write_site(tmp_path)
    published(tmp_path)
    with pytest.raises(NoReleaseError) as refused:
        rollback(site.website, clients=site.client)
    assert str(refused.value) == (
        "There is no way back\n"
        "  found:   no release before the present one\n"
        "  allowed: a release that `releases` lists as whole\n"
        "  mend:    name it: `rollback <deployment> <release>`"
    )


@pytest.mark.parametrize("name", ["20260101T000000Z-aaaaaaaaaaaa", "../x", "latest"])
def test_a_release_that_is_not_there_is_refused(
    site: EmbeddedWebsite, two_releases: list[str], name: str
) -> None:
    old, new = two_releases
    with pytest.raises(NoReleaseError) as refused:
        rollback(site.website, name, clients=site.client)
    assert str(refused.value) == (
        f"{name} cannot be served\n"
        "  found:   no whole release of this name in eu-central-1\n"
        f"  allowed: one of {new}, {old}\n"
        "  mend:    take a name that `releases` lists as whole"
    )


def test_the_list_has_every_release_the_newest_first(site: EmbeddedWebsite, two_releases: list[str]) -> None:
    unfinished = "20250101T000000Z-aaaaaaaaaaaa"
    site.put(PRIMARY, f"releases/{unfinished}/index.html", b"")
    site.put(PRIMARY, "releases/notes.txt", b"")
    found = releases(site.website, clients=site.client)
    old, new = two_releases
    assert [(each.name, each.whole, each.current) for each in found] == [
        (new, True, True),
        (old, True, False),
        (unfinished, False, False),
    ]
    assert f"{found[2].begun:%Y-%m-%d %H:%M %Z}" == "2025-01-01 00:00 UTC"


def test_an_unfinished_release_cannot_be_served(site: EmbeddedWebsite, two_releases: list[str]) -> None:
    unfinished = "20250101T000000Z-aaaaaaaaaaaa"
    site.put(PRIMARY, f"releases/{unfinished}/index.html", b"")
    with pytest.raises(NoReleaseError):
        rollback(site.website, unfinished, clients=site.client)
    assert site.keys["release"] == two_releases[1]


def test_a_website_without_a_release_has_an_empty_list(site: EmbeddedWebsite) -> None:
    assert releases(site.website, clients=site.client) == []
