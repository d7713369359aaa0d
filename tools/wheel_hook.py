"""The step of the build in which the wheel gets its package; named in pyproject.toml."""

import runpy
import shutil
import tempfile
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class WheelHook(BuildHookInterface[Any]):
    """Puts the renamed package into the wheel, instead of the repository's own folders."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Writes the package beside the sources. An editable install is refused: it could not rename."""
        if version == "editable":
            raise SystemExit(
                "holdfast cannot be installed in editable form, because its modules have other names when "
                "they are installed; run `pip install .` after each change, or work inside the repository"
            )
        self._target = Path(tempfile.mkdtemp(prefix="holdfast-wheel-"))
        write_package = runpy.run_path(str(Path(__file__).with_name("wheel_package.py")))["write_package"]
        package = write_package(Path(self.root), self._target)
        build_data["force_include"][str(package)] = package.name

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:  # noqa: ARG002
        """Removes what was written; the wheel has its copy."""
        shutil.rmtree(self._target, ignore_errors=True)
