"""Function sources as zip files: the same bytes on every machine, so that no plan shows them twice."""

import atexit
import base64
import hashlib
import shutil
import tempfile
import zipfile
from dataclasses import dataclass
from functools import cache
from io import BytesIO
from pathlib import Path

from cdktf import AssetType, TerraformAsset
from constructs import Construct

SOURCES = Path(__file__).parent.parent / "lambda"
EARLIEST = (1980, 1, 1, 0, 0, 0)
"""The earliest time that a zip file can hold; any fixed one would do."""


@dataclass(frozen=True, kw_only=True)
class FunctionCode:
    """A packaged function: what `aws_lambda_function` needs to know of it. Serves any number of regions."""

    filename: str
    """Path relative to the stack's folder; a token until synthesis."""
    source_code_hash: str
    """Base64 of the zip's SHA-256: Terraform's own measure of a change."""


def function_code(scope: Construct, *, function: str) -> FunctionCode:
    """Packages `lambda/<function>/` into the stack's assets. One call per function and stack."""
    content = zipped(SOURCES / function)
    archive = _workspace() / f"{function}.zip"
    archive.write_bytes(content)
    asset = TerraformAsset(scope, f"code-{function}", path=str(archive), type=AssetType.FILE)
    digest = base64.b64encode(hashlib.sha256(content).digest()).decode()
    return FunctionCode(filename=asset.path, source_code_hash=digest)


def zipped(source: Path) -> bytes:
    """A folder as a zip: sorted, one fixed time and mode, stored.

    Stored, not deflated: deflate's output depends on the zlib at hand, and these sources are small.
    """
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_STORED) as archive:
        for path in sorted(source.rglob("*.py")):
            entry = zipfile.ZipInfo(path.relative_to(source).as_posix(), EARLIEST)
            entry.external_attr = 0o644 << 16
            entry.create_system = 3  # Unix, whatever the machine: the mode above is read by it
            archive.writestr(entry, path.read_bytes())
    return buffer.getvalue()


@cache
def _workspace() -> Path:
    """A folder for this process's zips: the asset is copied from it at synthesis, then it can go."""
    folder = Path(tempfile.mkdtemp(prefix="holdfast-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return folder
