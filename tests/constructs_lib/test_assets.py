"""Function code as zips: the same bytes on every machine, and nothing but code in them."""

import base64
import hashlib
import json
import os
import zipfile
from io import BytesIO
from pathlib import Path

import pytest

from constructs_lib.assets import SOURCES, zipped
from constructs_lib.synthesis import STACK_FILE, synthesize
from tests.support.deployments import lattice_service

FILES = {"handler.py": "import inner.part\n", "b.py": "B = 2\n", "inner/part.py": "PART = 1\n"}


@pytest.fixture(scope="module")
def stack(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The example's stack on disk, with its assets."""
    (written,) = synthesize([lattice_service()], tmp_path_factory.mktemp("synth") / "out")
    return written.folder


def source(folder: Path, names: list[str], *, time: int, mode: int) -> Path:
    """A function's folder, its files written in this order with this time and mode."""
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(FILES[name], encoding="utf-8")
        path.chmod(mode)
        os.utime(path, (time, time))
    return folder


def entries(content: bytes) -> list[zipfile.ZipInfo]:
    """What a zip holds, in its order."""
    return zipfile.ZipFile(BytesIO(content)).infolist()


def test_order_times_and_modes_of_the_files_do_not_matter(tmp_path: Path) -> None:
    first = source(tmp_path / "one", list(FILES), time=1_000_000_000, mode=0o644)
    second = source(tmp_path / "two", list(reversed(FILES)), time=1_700_000_000, mode=0o755)

    assert zipped(first) == zipped(second)


def test_the_order_in_which_the_file_system_lists_does_not_matter(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = source(tmp_path / "one", list(FILES), time=1_000_000_000, mode=0o644)
    listed = list(folder.rglob("*.py"))
    packed = []
    for order in (listed, listed[::-1]):
        monkeypatch.setattr(Path, "rglob", lambda _folder, _pattern, order=order: iter(order))
        packed.append(zipped(folder))

    assert packed[0] == packed[1]


def test_a_changed_byte_changes_the_zip(tmp_path: Path) -> None:
    folder = source(tmp_path / "one", list(FILES), time=1_000_000_000, mode=0o644)
    before = zipped(folder)
    (folder / "b.py").write_text("B = 3\n", encoding="utf-8")

    assert zipped(folder) != before


def test_entries_are_sorted_readable_and_of_one_time(tmp_path: Path) -> None:
    folder = source(tmp_path / "one", list(reversed(FILES)), time=1_700_000_000, mode=0o600)
    found = entries(zipped(folder))

    assert [entry.filename for entry in found] == ["b.py", "handler.py", "inner/part.py"]
    assert {entry.external_attr >> 16 for entry in found} == {0o644}
    assert {entry.date_time for entry in found} == {(1980, 1, 1, 0, 0, 0)}


def test_entries_are_stored_because_deflate_differs_among_machines() -> None:
    assert {entry.compress_type for entry in entries(zipped(SOURCES / "service_health"))} == {
        zipfile.ZIP_STORED
    }


def test_what_an_interpreter_leaves_behind_is_not_packed(tmp_path: Path) -> None:
    folder = source(tmp_path / "one", list(FILES), time=1_000_000_000, mode=0o644)
    before = zipped(folder)
    (folder / "__pycache__").mkdir()
    (folder / "__pycache__" / "handler.cpython-313.pyc").write_bytes(b"compiled")
    (folder / "inner" / "__pycache__").mkdir()
    (folder / "inner" / "__pycache__" / "part.cpython-313.pyc").write_bytes(b"compiled")

    assert zipped(folder) == before


@pytest.mark.parametrize("function", ["service_health", "region_probe"])
def test_the_handler_stands_at_the_top_of_the_zip(function: str) -> None:
    assert "handler.py" in [entry.filename for entry in entries(zipped(SOURCES / function))]


def test_the_hash_that_terraform_compares_is_that_of_the_zip_in_the_stack(stack: Path) -> None:
    template = json.loads((stack / STACK_FILE).read_text(encoding="utf-8"))
    functions = template["resource"]["aws_lambda_function"].values()

    assert len(functions) == 4
    for function in functions:
        digest = hashlib.sha256((stack / function["filename"]).read_bytes()).digest()
        assert function["source_code_hash"] == base64.b64encode(digest).decode()


def test_regions_share_the_packages(stack: Path) -> None:
    assert sorted(path.name for path in (stack / "assets").rglob("*.zip")) == [
        "region_probe.zip",
        "service_health.zip",
    ]


def test_the_zip_in_the_stack_is_the_packaged_source(stack: Path) -> None:
    (packed,) = (stack / "assets").rglob("service_health.zip")

    assert packed.read_bytes() == zipped(SOURCES / "service_health")
