"""The embedded AWS: moto in server mode on loopback, taught the calls that it lacks for our systems."""

import contextlib
import http.client
import os
import threading
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self

from drill import lambda_runner
from drill.isolated_session import ACCESS_KEY_ID, SECRET_ACCESS_KEY, isolated_session, without_profile
from drill.loopback_client import loopback_config
from drill.prerequisites import Prerequisites
from drill.terraform import ProgressCallback, Terraform

#: moto's default account.
ACCOUNT_ID = "123456789012"

if TYPE_CHECKING:
    from drill.moto_server import MotoServer

#: Retries of the AWS provider: 1 gives spurious connection errors, the default of 25 hides a missing call for
#: minutes.
MAX_RETRIES = 3

#: Seconds that an interrupted Terraform may take to stop: nothing that it leaves half done here outlives us.
GRACE = 3.0

#: The one AWS variable of the caller that is kept: certificates of the machine's own network are no
#: credentials.
KEPT_AWS_VARIABLES = frozenset({"AWS_CA_BUNDLE"})


class LocalAws:
    """An AWS account that lives in this process, for as long as the `with` block.

    moto keeps its state per process, not per server: two that run at once share one account. Nothing that
    gets `environment()` or `client()` can reach the real AWS: the endpoint is loopback, the credentials are
    dummies, and the caller's own profile, keys and configuration files are out of sight.
    """

    def __init__(self) -> None:
        self._server: MotoServer | None = None
        self._hidden = contextlib.ExitStack()
        self._session = isolated_session()
        self._session_lock = threading.Lock()

    def __enter__(self) -> Self:
        # moto asks boto3 for regions, when it is imported and later, and boto3 fails where the caller's
        # profile does not exist.
        self._hidden.enter_context(without_profile())
        from drill.moto_server import MotoServer, configure

        configure()
        self._server = MotoServer()
        self._server.start()
        self._hidden.callback(lambda_runner.use_endpoint, lambda_runner.use_endpoint(self.endpoint))
        return self

    def __exit__(
        self,
        exception_type: type[BaseException] | None,
        exception: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        lambda_runner.stop_running_functions()
        self._running_server.stop()
        self._server = None
        self._hidden.close()

    @property
    def _running_server(self) -> "MotoServer":
        if self._server is None:
            raise RuntimeError("The embedded AWS is not running: use it as `with LocalAws() as aws:`.")
        return self._server

    @property
    def endpoint(self) -> str:
        """The address that stands for every AWS service, such as `http://127.0.0.1:43210`."""
        host, port = self._running_server.get_host_and_port()
        return f"http://{host}:{port}"

    @property
    def failures(self) -> list[str]:
        """What the embedded AWS was asked since the last reset and could not answer, or AWS would refuse, one
        line each."""
        return list(self._running_server.application.failures)

    def environment(self, base: Mapping[str, str] | None = None) -> dict[str, str]:
        """The whole environment of a child process (not an addition): `base`, or this process's, made
        harmless.
        """
        kept = {
            name: value
            for name, value in (os.environ if base is None else base).items()
            if not name.startswith("AWS_") or name in KEPT_AWS_VARIABLES
        }
        no_proxy = ",".join(
            filter(None, [kept.get("NO_PROXY") or kept.get("no_proxy"), "127.0.0.1,localhost"])
        )
        return kept | {
            "AWS_ENDPOINT_URL": self.endpoint,
            # Key-value stores are asked under names that no resolver knows; see `loopback_client`.
            "HTTP_PROXY": self.endpoint,
            "AWS_ACCESS_KEY_ID": ACCESS_KEY_ID,
            "AWS_SECRET_ACCESS_KEY": SECRET_ACCESS_KEY,
            "AWS_CONFIG_FILE": os.devnull,
            "AWS_SHARED_CREDENTIALS_FILE": os.devnull,
            "AWS_EC2_METADATA_DISABLED": "true",
            "AWS_DEFAULT_REGION": "us-east-1",
            "NO_PROXY": no_proxy,
            "no_proxy": no_proxy,
        }

    def client(self, service: str, region: str = "us-east-1", *, account_id: str = ACCOUNT_ID) -> Any:  # noqa: ANN401 - made at run time
        """A boto3 client of the embedded AWS; it does not retry. In another account, by a role there."""
        config = loopback_config(service, self.endpoint)
        keys = {} if account_id == ACCOUNT_ID else self._assumed(account_id)
        make: Callable[..., Any] = self._session.client  # the stubs know service names only as literals
        with self._session_lock:
            return make(service, region_name=region, endpoint_url=self.endpoint, config=config, **keys)

    def _assumed(self, account_id: str) -> dict[str, str]:
        """Keys of a role in another account: any name will do."""
        role = f"arn:aws:iam::{account_id}:role/drill"
        answer = self.client("sts").assume_role(RoleArn=role, RoleSessionName="drill")["Credentials"]
        return {
            "aws_access_key_id": answer["AccessKeyId"],
            "aws_secret_access_key": answer["SecretAccessKey"],
            "aws_session_token": answer["SessionToken"],
        }

    def terraform(
        self,
        stack: Path,
        *,
        on_progress: ProgressCallback | None = None,
        timeout: float = 900.0,
        own_state: bool = False,
    ) -> Terraform:
        """A Terraform run of the stack in `stack` against this AWS; see `Terraform`."""
        return Terraform(
            stack,
            self.environment(),
            max_retries=MAX_RETRIES,
            own_state=own_state,
            on_progress=on_progress,
            timeout=timeout,
            grace=GRACE,
        )

    @contextlib.contextmanager
    def without(self, region: str) -> Iterator[list[str]]:
        """As long as the block lasts nobody gets an answer from the region; yields what was asked of it."""
        regions = self._running_server.regions
        regions.refused.clear()
        regions.lost.add(region)
        try:
            yield regions.refused
        finally:
            regions.lost.discard(region)

    def plant(self, prerequisites: Prerequisites) -> None:
        """Create what a stack expects to find (see `drill.prerequisites`), with the ids that it names."""
        from drill import planting  # not before moto: see __enter__

        planting.plant(prerequisites)

    def reset(self) -> None:
        """Forget everything: the account is as empty as on the first day."""
        lambda_runner.stop_running_functions()
        host, port = self._running_server.get_host_and_port()
        connection = http.client.HTTPConnection(host, port, timeout=30)
        try:
            connection.request("POST", "/moto-api/reset")
            status = connection.getresponse().status
        finally:
            connection.close()
        if status != 200:
            raise RuntimeError(f"The embedded AWS could not be reset: it answered {status}.")
        self._running_server.application.failures.clear()
