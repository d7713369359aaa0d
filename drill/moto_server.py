"""moto's threaded server with five repairs: it is quiet, closes its socket, tells what it cannot do, does
once what is sent twice, and refuses what AWS's own description of a call rules out."""

import json
import logging
import traceback
from collections.abc import Callable, Iterable
from typing import Any
from xml.sax.saxutils import escape

import moto.settings
from moto.core.config import default_user_config
from moto.moto_server.threaded_moto_server import ThreadedMotoServer
from moto.moto_server.werkzeug_app import (
    DomainDispatcherApplication,
    MotoRequestHandler,
    create_backend_app,
)
from werkzeug.serving import BaseWSGIServer, make_server

from drill import extensions
from drill.described_calls import DescribedCalls, NotAsDescribedError
from drill.lost_regions import LostRegions
from drill.repeated_calls import RepeatedCalls
from drill.wsgi import WsgiApplication


def configure() -> None:
    """Set up moto for real Terraform: extended, with managed policies, without waits and Docker."""
    moto.settings.ACM_VALIDATION_WAIT = 0
    default_user_config["iam"]["load_aws_managed_policies"] = True
    default_user_config["lambda"]["use_docker"] = False
    extensions.install()


class QuietRequestHandler(MotoRequestHandler):
    """Serves without a line per request on stderr."""

    def log(self, type: str, message: str, *args: object) -> None:  # noqa: A002 - werkzeug's signature
        """Keep real errors only."""
        if type == "error":
            super().log(type, message, *args)


class HonestApplication:
    """Answers 501 with a reason where moto would answer a bare 500, and 400 where AWS would refuse the call.

    The AWS SDKs retry a 500 for minutes, but give up at once on a 501 and show its message. What could not be
    answered, or would not be, is also kept in `failures`, for whoever has to report it.
    """

    def __init__(self, application: WsgiApplication) -> None:
        self.application = application
        self.failures: list[str] = []

    def __call__(self, environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        """Serve one request."""
        try:
            return self._unless_unknown(environ, start_response)
        except NotAsDescribedError as error:
            self.failures.append(f"AWS would refuse {error}")
            content_type, body = self._error_body(environ, "ValidationError", f"AWS would refuse {error}")
            start_response(
                "400 Bad Request", [("Content-Type", content_type), ("x-amzn-errortype", "ValidationError")]
            )
            return [body.encode()]
        except Exception as error:  # noqa: BLE001 - whatever moto raises is one and the same: no answer
            reason = f"{environ['REQUEST_METHOD']} {environ['PATH_INFO']}: {type(error).__name__}: {error}"
            self.failures.append(reason)
            logging.getLogger(__name__).debug("%s\n%s", reason, traceback.format_exc())
            content_type, body = self._error_body(
                environ, "NotImplemented", f"the embedded AWS cannot answer {reason}"
            )
            start_response(
                "501 Not Implemented",
                [("Content-Type", content_type), ("x-amzn-errortype", "NotImplemented")],
            )
            return [body.encode()]

    def _unless_unknown(self, environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        """Raise where moto knows no such path: its 404 would tell the caller that the resource is gone."""
        started: list[tuple[Any, ...]] = []
        body = list(self.application(environ, lambda *arguments: started.append(arguments)))
        if str(started[-1][0]).startswith("404") and b"<title>404 Not Found</title>" in b"".join(body):
            raise NotImplementedError("moto knows no such path")
        start_response(*started[-1])
        return body

    @staticmethod
    def _error_body(environ: dict[str, Any], code: str, message: str) -> tuple[str, str]:
        """The error in the caller's protocol: query, EC2 and REST-XML read XML, the rest JSON."""
        authorization = environ.get("HTTP_AUTHORIZATION", "")
        form = environ.get("CONTENT_TYPE", "").startswith("application/x-www-form-urlencoded")
        if not form and not any(f"/{service}/aws4_request" in authorization for service in ("route53", "s3")):
            return "application/json", json.dumps({"__type": code, "message": message})
        error = f"<Error><Code>{code}</Code><Message>{escape(message)}</Message></Error>"
        if "/ec2/aws4_request" in authorization:
            return "text/xml", f"<Response><Errors>{error}</Errors></Response>"
        return "text/xml", f"<ErrorResponse>{error}</ErrorResponse>"


class MotoServer(ThreadedMotoServer):
    """One moto server on a loopback port that the system picks, so that two can never race for one."""

    def __init__(self) -> None:
        super().__init__(ip_address="127.0.0.1", port=0, verbose=False)
        self._server: BaseWSGIServer | None = None
        moto_application = DomainDispatcherApplication(create_backend_app)
        self.regions = LostRegions(RepeatedCalls(DescribedCalls(moto_application)))
        self.application = HonestApplication(self.regions)

    def _server_entry(self) -> None:
        self._server = make_server(
            self._ip_address,
            self._port,
            self.application,
            threaded=True,
            request_handler=QuietRequestHandler,
        )
        self._server_ready_event.set()
        self._server.serve_forever()

    def stop(self) -> None:
        """Stop serving and free the port; moto's own leaves the socket open."""
        super().stop()
        if self._server is not None:
            self._server.server_close()
