"""Loads function sources by path, and serves them real local peers: HTTP, TLS, slow, mute and closed ones."""

import importlib.util
import socket
import ssl
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, suppress
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from types import ModuleType

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

SOURCES = Path(__file__).parents[2] / "lambda"


class QuietServer(ThreadingHTTPServer):
    """HTTP server that does not wait for slow answers when it ends, nor tells of callers that hung up."""

    daemon_threads = True
    block_on_close = False

    def handle_error(self, request: object, client_address: object) -> None:
        """Say nothing: a caller that refuses our certificate or hangs up is what the tests are about."""


class Answer(BaseHTTPRequestHandler):
    """One GET, answered as the path says: `/status/503`, `/slow/<ms>`, `/trickle`, `/redirect`."""

    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        """Answer by the first segment of the path."""
        _, kind, *rest = self.path.partition("?")[0].split("/")
        if kind == "trickle":
            self.trickle()
        if kind == "slow":
            time.sleep(int(rest[0]) / 1000)
        self.send_response(int(rest[0]) if kind == "status" else 302 if kind == "redirect" else 200)
        if kind == "redirect":
            self.send_header("Location", "/status/200")
        self.send_header("Content-Length", "0")
        self.end_headers()

    def trickle(self) -> None:
        """A header without end, one byte in 20 ms, until the caller hangs up."""
        self.wfile.write(b"HTTP/1.1 200 OK\r\nX-Endless: ")
        with suppress(OSError):
            while True:
                self.wfile.write(b"x")
                time.sleep(0.02)
        self.close_connection = True
        self.server.caller_gone.set()  # type: ignore[attr-defined]  # set by the fixture that made the server

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the name of the base class
        """Say nothing."""


@pytest.fixture
def load() -> Iterator[Callable[[str], ModuleType]]:
    """A function's handler module, loaded afresh as a cold start does."""
    loaded: list[str] = []

    def load(function: str) -> ModuleType:
        name = f"loaded_{function}"
        spec = importlib.util.spec_from_file_location(name, SOURCES / function / "handler.py")
        assert spec is not None
        assert spec.loader is not None
        module = importlib.util.module_from_spec(spec)
        sys.modules[name] = module
        loaded.append(name)
        spec.loader.exec_module(module)
        return module

    yield load
    for name in loaded:
        sys.modules.pop(name, None)


@pytest.fixture
def serve() -> Iterator[Callable[..., ThreadingHTTPServer]]:
    """Starts an HTTP (with `tls`, HTTPS) server on loopback; its port is `server_port`."""
    with ExitStack() as stack:

        def serve(
            handler: type[BaseHTTPRequestHandler] = Answer, tls: ssl.SSLContext | None = None
        ) -> ThreadingHTTPServer:
            server = QuietServer(("127.0.0.1", 0), handler)
            server.caller_gone = threading.Event()  # type: ignore[attr-defined]  # read by the tests
            if tls:
                # The handshake belongs to the connection's thread, or one bad caller would stop the server.
                server.socket = tls.wrap_socket(
                    server.socket, server_side=True, do_handshake_on_connect=False
                )
            threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
            stack.callback(server.server_close)
            stack.callback(server.shutdown)
            return server

        yield serve


@pytest.fixture
def mute_port() -> Iterator[int]:
    """A port that accepts connections and never says a word."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        yield listener.getsockname()[1]


@pytest.fixture
def full_port() -> Iterator[int]:
    """A port that does not even accept: its queue is full, further connections hang."""
    with ExitStack() as stack:
        listener = stack.enter_context(socket.create_server(("127.0.0.1", 0), backlog=0))
        for _ in range(3):
            caller = stack.enter_context(socket.socket())
            caller.setblocking(False)
            caller.connect_ex(listener.getsockname())
        yield listener.getsockname()[1]


@pytest.fixture
def closed_port() -> int:
    """A port where nobody listens."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return int(listener.getsockname()[1])


@pytest.fixture
def hanging_dns(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Name lookups that do not come back before the test is over."""
    over = threading.Event()

    def hang(*_: object, **__: object) -> None:
        over.wait()
        raise socket.gaierror(socket.EAI_AGAIN, "test over")

    monkeypatch.setattr(socket, "getaddrinfo", hang)
    yield
    over.set()


class Authority:
    """A certificate authority of the test; its own certificate is in `file`."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.key = ec.generate_private_key(ec.SECP256R1())
        self.name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "test authority")])
        usage = x509.KeyUsage(
            False, False, False, False, False, True, True, False, False
        )  # signs certificates
        ca = self._builder(self.name, self.key.public_key())
        ca = ca.add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        ca = ca.add_extension(usage, critical=True)
        self.file = folder / "authority.pem"
        self.file.write_bytes(ca.sign(self.key, hashes.SHA256()).public_bytes(serialization.Encoding.PEM))

    def _builder(self, subject: x509.Name, key: ec.EllipticCurvePublicKey) -> x509.CertificateBuilder:
        """Certificate with the identifiers that strict verification (default from Python 3.13) asks for."""
        now = datetime.now(UTC)
        authority = x509.AuthorityKeyIdentifier.from_issuer_public_key(self.key.public_key())
        return (
            x509.CertificateBuilder(issuer_name=self.name, subject_name=subject, public_key=key)
            .serial_number(x509.random_serial_number())
            .not_valid_before(now - timedelta(minutes=5))
            .not_valid_after(now + timedelta(hours=1))
            .add_extension(x509.SubjectKeyIdentifier.from_public_key(key), critical=False)
            .add_extension(authority, critical=False)
        )

    def server_context(self, name: str) -> ssl.SSLContext:
        """TLS of a server whose certificate is for `name`."""
        key = ec.generate_private_key(ec.SECP256R1())
        subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
        names = x509.SubjectAlternativeName([x509.DNSName(name)])
        certificate = self._builder(subject, key.public_key()).add_extension(names, critical=False)
        pem = certificate.sign(self.key, hashes.SHA256()).public_bytes(serialization.Encoding.PEM)
        pem += key.private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        )
        file = self.folder / f"{name}.pem"
        file.write_bytes(pem)
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(file)
        return context


@pytest.fixture(scope="session")
def _authority(tmp_path_factory: pytest.TempPathFactory) -> Authority:
    return Authority(tmp_path_factory.mktemp("authority"))


@pytest.fixture
def authority_file(_authority: Authority) -> Path:
    """Certificate of the tests' authority, for `SSL_CERT_FILE`."""
    return _authority.file


@pytest.fixture
def tls_for(_authority: Authority) -> Callable[[str], ssl.SSLContext]:
    """Makes a server's TLS context for a name, certified by the tests' authority."""
    return _authority.server_context
