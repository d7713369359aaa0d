"""Reading a deployment file: what can be wrong with a file before its text is looked at."""

from pathlib import Path

from config.problem import Problem

_EXAMPLE = "copy config/deployments/lattice-service.yaml and change it"


def shown(path: Path) -> str:
    """The path as a person would name it: relative where it is below the working directory."""
    try:
        return str(path.absolute().relative_to(Path.cwd()))
    except (ValueError, OSError):
        return str(path)


def read(path: Path) -> str | Problem:
    """The file's text, or why there is none."""
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        return _problem(path, "no such file", "a YAML file that exists", _other_name(path))
    except IsADirectoryError:
        return _problem(path, "a directory", "a YAML file", _file_inside(path))
    except (OSError, ValueError) as error:  # ValueError: a null character in the path
        reason = error.strerror if isinstance(error, OSError) else "a path that cannot exist"
        return _problem(
            path, str(reason).lower(), "a readable YAML file", "check the path and its permissions"
        )
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        return _problem(path, "bytes that are not UTF-8", "text in UTF-8", "save the file as UTF-8", line)
    if not any(line.strip() and not line.lstrip().startswith("#") for line in text.splitlines()):
        found = "only comments" if text.strip() else "an empty file"
        return _problem(path, found, "a deployment, beginning with `system: lattice-service`", _EXAMPLE)
    return text


def _problem(path: Path, found: str, allowed: str, mend: str, line: int | None = None) -> Problem:
    return Problem(shown(path), "", found, allowed, mend, line=line)


def _other_name(path: Path) -> str:
    # Imported here: only a wrong path needs it.
    from difflib import get_close_matches

    near = get_close_matches(path.name, _yaml_files(path.parent), n=1)
    return f"did you mean {shown(path.parent / near[0])}?" if near else _EXAMPLE


def _file_inside(path: Path) -> str:
    inside = _yaml_files(path)
    return f"name a file in it, such as {shown(path / inside[0])}" if inside else "name a file"


def _yaml_files(folder: Path) -> list[str]:
    try:
        return sorted(entry.name for entry in folder.iterdir() if entry.suffix in (".yaml", ".yml"))
    except (OSError, ValueError):
        return []
