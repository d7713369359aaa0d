"""The file with the script that instances run when they start."""

from pathlib import Path
from typing import Annotated

from pydantic import AfterValidator, Field

from config.model import Allowed, refused

LARGEST = 16_384
"""Bytes that EC2 takes, what is put in front of a shell script included."""
RESERVED = 512
"""Bytes kept for that."""
BEGINNINGS = ("#!", "#cloud-config")

_FILE = Allowed(
    "the path of a text file of at most 15 kB, from the folder in which the program runs; "
    "it begins with #! (a script) or #cloud-config",
    "write it like instances/application.sh",
)


def _readable(name: str) -> str:
    try:
        text = Path(name).read_bytes().decode()
    except OSError as error:
        raise refused(_FILE.text, _FILE.mend, found=f"{name}: {error.strerror}") from None
    except ValueError:
        raise refused(_FILE.text, _FILE.mend, found=f"{name}, which is not text in UTF-8") from None
    if len(text.encode()) > LARGEST - RESERVED:
        raise refused(_FILE.text, _FILE.mend, found=f"{name}, of {len(text.encode())} bytes")
    if not text.startswith(BEGINNINGS):
        raise refused(_FILE.text, _FILE.mend, found=f"{name}, which begins with {text[:20]!r}")
    return name


UserDataFile = Annotated[str, Field(min_length=1, max_length=512), AfterValidator(_readable), _FILE]
"""A path whose file is there and can be run."""
