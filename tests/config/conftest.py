"""A deployment file to change, and the message that it is refused with."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from config.loader import ConfigErrors, load

if TYPE_CHECKING:
    from config.deployment import Deployment

NO_VARIABLES: Mapping[str, str] = {}

Load = Callable[..., Any]
"""Any system: a test says which by the keys that it reads."""
Refusal = Callable[..., str]


@pytest.fixture
def load_text(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Load:
    """Loads a text as the file `deployment.yaml` of the working directory."""
    monkeypatch.chdir(tmp_path)

    def load_it(text: str, environ: Mapping[str, str] = NO_VARIABLES) -> "Deployment":
        file = Path("deployment.yaml")
        file.write_text(text)
        return load(file, environ)

    return load_it


@pytest.fixture
def refusal(load_text: Load) -> Refusal:
    """The whole message with which a text is refused."""

    def refuse(text: str, environ: Mapping[str, str] = NO_VARIABLES) -> str:
        with pytest.raises(ConfigErrors) as refused:
            load_text(text, environ)
        return str(refused.value)

    return refuse
