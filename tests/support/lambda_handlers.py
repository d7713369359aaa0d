"""Handlers in this process, loaded as Lambda loads them."""

import importlib
import sys
from pathlib import Path
from types import ModuleType

import pytest


def load(folder: Path, monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """The module `handler` of a function's folder, which is the root of its imports.

    Every function has a module of this name, so what an earlier folder left is forgotten first.
    """
    packages = {"handler", *(child.name for child in folder.iterdir() if child.is_dir())}
    for name in [name for name in sys.modules if name.split(".")[0] in packages]:
        del sys.modules[name]
    monkeypatch.syspath_prepend(str(folder))
    return importlib.import_module("handler")
