"""Serves the site as the edge would: release, each region's pages, and a strict content security policy."""

import threading
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Self

from publishing.content import read_content
from publishing.content_types import content_type
from publishing.manifest import Manifest
from publishing.region_pages import health_page

SITE = Path(__file__).parents[2] / "site"
REGIONS = ("eu-central-1", "us-west-2")
RELEASE = "20260102T030405Z-0123456789ab"
TIME = datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)


class SiteServer:
    """The site at `address`. `down` are regions that do not answer; the first other one answers for all."""

    def __init__(self) -> None:
        self.down: set[str] = set()
        content = read_content(SITE)
        self._manifest = Manifest.of(RELEASE, content)
        self._files = {f"/{file.path}": file.source.read_bytes() for file in content.files}
        server = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:  # the name that http.server calls
                body = server.body(self.path)
                self.send_response(200 if body is not None else 404)
                path = self.path if "." in self.path else "/index.html"
                self.send_header("Content-Type", content_type(path if body is not None else "/404.html"))
                self.send_header("Content-Security-Policy", POLICY)
                self.end_headers()
                self.wfile.write(body if body is not None else server.body("/404.html") or b"")

            def log_message(self, *_arguments: object) -> None:
                """Nothing."""

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.address = f"http://127.0.0.1:{self._server.server_port}"

    def __enter__(self) -> Self:
        threading.Thread(target=self._server.serve_forever, daemon=True).start()
        return self

    def __exit__(self, *_exception: object) -> None:
        self._server.shutdown()
        self._server.server_close()

    def body(self, path: str) -> bytes | None:
        """What is at a path; None for nothing."""
        up = [region for region in REGIONS if region not in self.down]
        if path == "/_region/health.html" and up:
            return self._health(up[0])
        for region in up:
            if path == f"/_region/{region}/health.html":
                return self._health(region)
        return self._files.get("/index.html" if path == "/" else path)

    def _health(self, region: str) -> bytes:
        return health_page(self._manifest, region, REGIONS, TIME).encode()
