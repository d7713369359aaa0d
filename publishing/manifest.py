"""What a whole release consists of, kept beside it: what a rollback checks before it switches."""

import json
from dataclasses import dataclass

from publishing.content import Content
from publishing.release_id import key_of, manifest_key


@dataclass(frozen=True)
class Manifest:
    """The files of one release."""

    release: str
    files: tuple[tuple[str, str], ...]
    """Path and SHA-256 (hexadecimal), in the order of the paths."""
    health_template: str

    @classmethod
    def of(cls, release: str, content: Content) -> "Manifest":
        """For content that is about to be published."""
        files = tuple((file.path, file.sha256) for file in content.files)
        return cls(release, files, content.health_template)

    @classmethod
    def read(cls, text: bytes) -> "Manifest":
        """From the object that `text()` was written to."""
        data = json.loads(text)
        files = tuple((path, sha256) for path, sha256 in data["files"].items())
        return cls(data["release"], files, data["health"])

    def text(self) -> bytes:
        """The same bytes for the same content."""
        data = {"release": self.release, "files": dict(self.files), "health": self.health_template}
        return json.dumps(data, indent=1, ensure_ascii=False).encode()

    def objects(self) -> dict[str, str]:
        """Key and SHA-256 of every object, the manifest among them."""
        from hashlib import sha256

        files = {key_of(self.release, path): digest for path, digest in self.files}
        return files | {manifest_key(self.release): sha256(self.text()).hexdigest()}
