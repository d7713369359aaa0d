"""Makes the published CDKTF bindings start in half a second instead of ten. Active on import.

`cdktf-cdktf-provider-aws` has 2,212 modules and loads all of them twice: its `__init__` imports every
one in Python, and its npm side's `lib/index.js` requires every one in Node. A deployment uses some
forty. Six measures, none of which changes a byte of the output:

1. *Python*: the package's parent module is put into `sys.modules` without running its `__init__`; a
   submodule is loaded when it is imported or first asked for. Ordinary imports
   (`from cdktf_cdktf_provider_aws.vpc import Vpc`) work as ever, and so does code that imports the
   whole package and reads attributes from it.
2. *Node*: a `--require` hook selects the package's own `lib/lazy-index.js`. It travels in
   `NODE_OPTIONS`, set only while jsii starts its Node process, so no other child inherits it.
3. *Cache*: jsii indexes a package in a background worker that a run this short would cut off, at
   every run anew. The first process that finds no index waits for it before it exits, once
   (`make setup` does so ahead of time, by `prime`).

4. *End*: the collector leaves the bindings' many classes alone when the process ends with them anyway,
   which takes a tenth of the time otherwise.

5. *Start*: Node is started by this package's import, not by the bindings', and nobody waits for it before it
   is needed (`node_start`).

6. *Answers*: what every module of the bindings asks of Python anew is asked once (`binding_answers`).

Where the package is already imported, or is laid out otherwise than expected, the plain way stays,
in the second case with one warning. `HOLDFAST_PLAIN_BINDINGS=1` switches all of this off.
"""

import ast
import atexit
import gc
import importlib
import importlib.metadata
import importlib.util
import os
import platform
import sys
import time
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from constructs_lib.binding_answers import answer_once

PROVIDER = "cdktf_cdktf_provider_aws"
NODE_HOOK = Path(__file__).with_name("lazy_provider_index.cjs")
INDEX_FILE = ".jsii.runtime.v1.json"
INDEX_WAIT_SECONDS = 20.0
"""Longest wait for jsii's index; it takes 3 to 8 s on two cores and is a matter of speed, never of output."""


def activate() -> None:
    """Applies the six measures; does nothing where they are switched off or came too late."""
    if os.environ.get("HOLDFAST_PLAIN_BINDINGS") == "1":
        return
    _import_provider_lazily()
    answer_once()
    _start_node_with_lazy_index()
    atexit.register(_wait_for_package_index)
    atexit.register(gc.freeze)


def trust_arguments() -> None:
    """Leaves out the bindings' check of every argument, in a program whose constructs mypy has read.

    They are checks of types alone; Node makes its own of what reaches it. For your own constructs, and in
    tests, they stay.
    """
    if os.environ.get("HOLDFAST_PLAIN_BINDINGS") == "1":
        return
    typeguard: Any = importlib.import_module("typeguard")
    typeguard.check_type = _trusted


def _trusted(*_: object, **__: object) -> None:
    """In place of a check."""


def _import_provider_lazily() -> None:
    if PROVIDER in sys.modules:
        return
    spec = importlib.util.find_spec(PROVIDER)
    locations = list(spec.submodule_search_locations or ()) if spec else []
    if spec is None or not locations or not Path(locations[0], "_jsii", "__init__.py").is_file():
        warnings.warn(
            f"{PROVIDER} is not laid out as expected: loading it whole, which takes about ten seconds",
            RuntimeWarning,
            stacklevel=3,
        )
        return
    package = importlib.util.module_from_spec(spec)
    package.__getattr__ = _submodule_on_demand  # type: ignore[method-assign]  # PEP 562, set from outside
    sys.modules[PROVIDER] = package


def _submodule_on_demand(name: str) -> Any:  # noqa: ANN401  # a module's attribute can be anything
    if name == "__all__":
        return _declared_names()
    if name.startswith("__"):
        raise AttributeError(f"module {PROVIDER!r} has no attribute {name!r}")
    try:
        return importlib.import_module(f"{PROVIDER}.{name}")
    except ModuleNotFoundError as error:
        if error.name != f"{PROVIDER}.{name}":
            raise
        raise AttributeError(f"module {PROVIDER!r} has no attribute {name!r}") from None


def _declared_names() -> list[str]:
    """What `from … import *` brings: the `__all__` that the package's unread `__init__` declares."""
    origin = sys.modules[PROVIDER].__file__
    tree = ast.parse(Path(str(origin)).read_text(encoding="utf-8"))
    for node in tree.body:
        if isinstance(node, ast.Assign) and any(ast.unparse(t) == "__all__" for t in node.targets):
            return [str(name) for name in ast.literal_eval(node.value)]
    return []


def _start_node_with_lazy_index() -> None:
    if "cdktf._jsii" in sys.modules:
        return
    with _node_environment():
        try:
            from constructs_lib.node_start import start_node
        except (ImportError, AttributeError):
            importlib.import_module("cdktf")  # another jsii than the one that is known: it starts Node itself
        else:
            start_node(("constructs", "cdktf", PROVIDER))


@contextmanager
def _node_environment() -> Iterator[None]:
    """Sets what jsii's Node process reads at its start, and puts everything back afterwards.

    jsii warns about every Node release past its end of life, Node 20 among them, in twelve lines at
    each start. cdktf-cli 0.21 supports Node 20 and 22 only, so the warning asks for what cannot be done.
    """
    hook = str(NODE_HOOK).replace("\\", "\\\\").replace('"', '\\"')
    options = f'{os.environ.get("NODE_OPTIONS", "")} --require "{hook}"'.strip()
    ours = {"NODE_OPTIONS": options}
    if "JSII_SILENCE_WARNING_END_OF_LIFE_NODE_VERSION" not in os.environ:
        ours["JSII_SILENCE_WARNING_END_OF_LIFE_NODE_VERSION"] = "20"
    before = {name: os.environ.get(name) for name in ours}
    os.environ.update(ours)
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                os.environ.pop(name, None)
            else:
                os.environ[name] = value


def _package_cache() -> Path:
    """Where jsii keeps extracted packages, by its own rules."""
    if root := os.environ.get("JSII_RUNTIME_PACKAGE_CACHE_ROOT"):
        return Path(root)
    if platform.system() == "Darwin":
        return Path.home() / "Library" / "Caches" / "com.amazonaws.jsii" / "package-cache"
    return Path.home() / ".cache" / "aws" / "jsii" / "package-cache"


def _cache_entries() -> list[Path]:
    version = importlib.metadata.version("cdktf-cdktf-provider-aws")
    return list((_package_cache() / "@cdktf" / "provider-aws" / version).glob("*/"))


def _provider_is_indexed() -> bool:
    return any((entry / INDEX_FILE).exists() for entry in _cache_entries())


def _wait_for_package_index() -> None:
    """Lets jsii's worker finish before jsii stops its Node process, which happens right after this."""
    if f"{PROVIDER}._jsii" not in sys.modules:
        return
    if not _cache_entries():
        return  # caching is switched off, or lives where jsii alone knows: nothing will appear
    deadline = time.monotonic() + INDEX_WAIT_SECONDS
    while not _provider_is_indexed() and time.monotonic() < deadline:
        time.sleep(0.1)


def prime() -> None:
    """Fills jsii's package cache, so that no later run has to; returns at once when it is full."""
    if not _provider_is_indexed():
        importlib.import_module(f"{PROVIDER}._jsii")
