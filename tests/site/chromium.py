"""A headless Chromium, driven through the pipe of its DevTools protocol."""

import base64
import contextlib
import itertools
import json
import os
import shutil
import subprocess
import tempfile
import time
from dataclasses import dataclass, field
from typing import Any, Self

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
TIMEOUT = 30.0

Json = dict[str, Any]


def find_chromium() -> str | None:
    """The browser's path: what HOLDFAST_BROWSER names, else the first that is on the PATH."""
    named = os.environ.get("HOLDFAST_BROWSER")
    return next(filter(None, (shutil.which(name) for name in ([named] if named else NAMES))), None)


class Chromium:
    """One browser for as long as the `with` block."""

    def __init__(self, binary: str) -> None:
        self._binary = binary
        self._ids = itertools.count(1)
        self._events: list[Json] = []

    def __enter__(self) -> Self:
        self._area = contextlib.ExitStack()
        profile = self._area.enter_context(tempfile.TemporaryDirectory(prefix="holdfast-browser-"))
        its_input, self._commands = os.pipe()
        self._answers, its_output = os.pipe()

        def connect() -> None:
            # First out of the way: one of the two may be 3 or 4 already.
            read, write = os.dup2(its_input, 63), os.dup2(its_output, 64)
            os.dup2(read, 3)
            os.dup2(write, 4)

        self._process = subprocess.Popen(  # noqa: S603  # a fixed command
            [
                self._binary,
                "--headless=new",
                "--remote-debugging-pipe",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-dev-shm-usage",
                "--no-first-run",
                "--no-proxy-server",
                "--hide-scrollbars",
                "--force-color-profile=srgb",
                f"--user-data-dir={profile}",
                "about:blank",
            ],
            close_fds=False,
            preexec_fn=connect,  # nothing else than the two file descriptors
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        os.close(its_input)
        os.close(its_output)
        self._stream = self._area.enter_context(os.fdopen(self._answers, "rb", buffering=0))
        self._rest = b""
        return self

    def __exit__(self, *_exception: object) -> None:
        with contextlib.suppress(OSError, AssertionError):
            self.call("Browser.close")
        try:
            self._process.wait(timeout=10)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        os.close(self._commands)
        self._area.close()

    def call(self, method: str, session: str | None = None, **params: object) -> Json:
        """One command's result."""
        number = next(self._ids)
        message = {"id": number, "method": method, "params": params}
        if session:
            message["sessionId"] = session
        os.write(self._commands, json.dumps(message).encode() + b"\0")
        while True:
            answer = self._next()
            if answer.get("id") == number:
                assert "error" not in answer, f"{method}: {answer.get('error')}"
                result: Json = answer["result"]
                return result
            self._events.append(answer)

    def wait_for(self, method: str, session: str) -> Json:
        """The next event of this kind, past ones first."""
        while True:
            for event in self._events:
                if event.get("method") == method and event.get("sessionId") == session:
                    self._events.remove(event)
                    return event
            self._events.append(self._next())

    def events(self, session: str) -> list[Json]:
        """What a page has told so far."""
        return [event for event in self._events if event.get("sessionId") == session]

    def _next(self) -> Json:
        while b"\0" not in self._rest:
            chunk = self._stream.read(1 << 20)
            assert chunk, "the browser has ended"
            self._rest += chunk
        message, _, self._rest = self._rest.partition(b"\0")
        answer: Json = json.loads(message)
        return answer

    def open(self, url: str, **look: Any) -> "Page":  # noqa: ANN401  # of Look
        """A new page, loaded, as `Look` says."""
        target = self.call("Target.createTarget", url="about:blank")["targetId"]
        session = self.call("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        page = Page(self, session, target)
        page.load(url, Look(**look))
        return page


@dataclass(frozen=True)
class Look:
    """How a page is seen."""

    width: int = 1280
    height: int = 900
    scheme: str = "light"
    motion: str = "no-preference"
    scripts: bool = True


@dataclass
class Page:
    """One tab."""

    browser: Chromium
    session: str
    target: str
    problems: list[str] = field(default_factory=list)
    """Errors and warnings of the console, failed requests and refusals of the content security policy."""

    def load(self, url: str, look: Look) -> None:
        """Goes there and waits until nothing more is loading."""
        for domain in ("Page", "Runtime", "Log", "Network"):
            self._call(f"{domain}.enable")
        self._call(
            "Emulation.setDeviceMetricsOverride",
            width=look.width,
            height=look.height,
            deviceScaleFactor=1,
            mobile=False,
        )
        features = {"prefers-color-scheme": look.scheme, "prefers-reduced-motion": look.motion}
        named = [{"name": name, "value": value} for name, value in features.items()]
        self._call("Emulation.setEmulatedMedia", features=named)
        self._call("Emulation.setScriptExecutionDisabled", value=not look.scripts)
        self._call("Page.navigate", url=url)
        self.browser.wait_for("Page.loadEventFired", self.session)
        if look.scripts and self.evaluate("document.getElementById('status') !== null"):
            self.until("document.getElementById('again').hidden === false")
        self._collect()

    def evaluate(self, expression: str) -> Any:  # noqa: ANN401  # whatever the page answers
        """The value of a JavaScript expression in the page."""
        result = self._call("Runtime.evaluate", expression=expression, returnByValue=True, awaitPromise=True)
        assert "exceptionDetails" not in result, result["exceptionDetails"]
        return result["result"].get("value")

    def until(self, expression: str) -> None:
        """Returns once the expression is true."""
        end = time.monotonic() + TIMEOUT
        while not self.evaluate(expression):
            assert time.monotonic() < end, f"never: {expression}"
            time.sleep(0.02)

    def press(self, key: str) -> None:
        """One key, such as Tab."""
        for kind in ("keyDown", "keyUp"):
            self._call("Input.dispatchKeyEvent", type=kind, key=key, code=key, windowsVirtualKeyCode=9)

    def screenshot(self) -> bytes:
        """The whole page as PNG."""
        width, height = self.evaluate("[innerWidth, document.documentElement.scrollHeight]")
        clip = {"x": 0, "y": 0, "width": width, "height": height, "scale": 1}
        data = self._call("Page.captureScreenshot", captureBeyondViewport=True, clip=clip)["data"]
        return base64.b64decode(data)

    def close(self) -> None:
        """Closes the tab."""
        self.browser.call("Target.closeTarget", targetId=self.target)

    def _call(self, method: str, **params: object) -> Json:
        return self.browser.call(method, self.session, **params)

    def _collect(self) -> None:
        for event in self.browser.events(self.session):
            params = event.get("params", {})
            if event["method"] == "Log.entryAdded" and params["entry"]["level"] in ("error", "warning"):
                self.problems.append(params["entry"]["text"])
            elif event["method"] == "Runtime.consoleAPICalled" and params["type"] in ("error", "warning"):
                self.problems.append(str([each.get("value") for each in params["args"]]))
            elif event["method"] == "Runtime.exceptionThrown":
                self.problems.append(str(params["exceptionDetails"]))
