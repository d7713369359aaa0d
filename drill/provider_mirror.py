"""Where Terraform finds its provider plugins without asking the public registry."""

import re
from collections.abc import Iterable, Mapping
from pathlib import Path

#: Roots under which systems put add-ons; a directory there that holds a registry's folder is a mirror.
ADD_ON_ROOTS = (
    Path("/opt"),
    Path("/usr/local/lib"),
    Path("/usr/local/share"),
    Path("/usr/lib"),
    Path("/usr/share"),
)

TERRAFORM_REGISTRY, OPENTOFU_REGISTRY = "registry.terraform.io", "registry.opentofu.org"

_CONSTRAINT = re.compile(r"(?P<operator>~>|>=|<=|!=|=|>|<)?\s*v?(?P<version>[\d.]+)")


def cli_configuration(
    required: Mapping[str, str], environment: Mapping[str, str], *, registry: str
) -> str | None:
    """The CLI configuration that makes Terraform take `required` (source -> version constraint) from a
    mirror.

    None where the user's own CLI configuration, or the public registry, is to serve. A provider that a mirror
    holds in a fitting version is not looked up in the registry, as with Terraform's own implied mirrors.
    """
    if "TF_PLUGIN_DIR" in environment:
        candidates: Iterable[Path] = [Path(environment["TF_PLUGIN_DIR"])]
    elif _configures_installation(_user_configuration(environment, registry)):
        return None
    else:
        candidates = _usual_places(environment, registry)
    roots = list(candidates)
    found: dict[Path, list[str]] = {}
    for source, constraint in required.items():
        for root in roots:
            if _holds(root / registry / source, constraint):
                found.setdefault(root, []).append(f"{registry}/{source}")
                break
    if not found:
        return None
    mirrors = [
        f"  filesystem_mirror {{\n    path    = {_quoted(str(root))}\n"
        f"    include = {_quoted_list(sources)}\n  }}\n"
        for root, sources in found.items()
    ]
    excluded = _quoted_list(source for sources in found.values() for source in sources)
    return (
        "provider_installation {\n" + "".join(mirrors) + f"  direct {{\n    exclude = {excluded}\n  }}\n}}\n"
    )


def user_configuration_missing(environment: Mapping[str, str]) -> bool:
    """Whether `TF_CLI_CONFIG_FILE` names a file that is not there, of which Terraform warns each time."""
    named = environment.get("TF_CLI_CONFIG_FILE")
    return bool(named) and not Path(str(named)).is_file()


def satisfies(version: str, constraint: str) -> bool:
    """Whether a version meets a Terraform version constraint, such as `>= 5.100.0, < 7.0.0` or `~> 5.0`."""
    found = _numbers(version)
    for part in filter(None, (part.strip() for part in constraint.split(","))):
        match = _CONSTRAINT.fullmatch(part)
        if match is None:
            return False
        wanted = _numbers(match["version"])
        upper = (*wanted[:-2], wanted[-2] + 1) if len(wanted) > 1 else (wanted[0] + 1,)
        meets = {
            "=": found == wanted,
            "!=": found != wanted,
            ">": found > wanted,
            ">=": found >= wanted,
            "<": found < wanted,
            "<=": found <= wanted,
            "~>": wanted <= found < upper if len(wanted) > 1 else found >= wanted,
        }
        if not meets[match["operator"] or "="]:
            return False
    return True


def _numbers(version: str) -> tuple[int, ...]:
    return tuple(int(number) for number in version.split(".") if number)


def _holds(provider: Path, constraint: str) -> bool:
    """A mirror keeps a provider unpacked (`<version>/<os>_<arch>/`) or packed
    (`…_<version>_<os>_<arch>.zip`).
    """
    versions = {path.parent.name for path in provider.glob("*/*_*")}
    versions |= {path.name.split("_")[1] for path in provider.glob("terraform-provider-*_*.zip")}
    return any(re.fullmatch(r"[\d.]+", version) and satisfies(version, constraint) for version in versions)


def _usual_places(environment: Mapping[str, str], registry: str) -> list[Path]:
    """Terraform's implied local mirrors, then the plugin cache, then the system's add-on roots."""
    home = Path(environment.get("HOME", "~")).expanduser()
    data = environment.get("XDG_DATA_HOME") or str(home / ".local/share")
    shared = environment.get("XDG_DATA_DIRS") or "/usr/local/share:/usr/share"
    places = [home / ".terraform.d/plugins", home / "Library/Application Support/io.terraform/plugins"]
    places += [Path(directory) / "terraform/plugins" for directory in [data, *shared.split(":")]]
    if cache := environment.get("TF_PLUGIN_CACHE_DIR"):
        places.append(Path(cache))
    for root in ADD_ON_ROOTS:
        places += [path.parent for path in sorted(root.glob(f"*/{registry}"))]
    return places


def _user_configuration(environment: Mapping[str, str], registry: str) -> Path:
    """OpenTofu has files of its own, and falls back to Terraform's."""
    if named := environment.get("TF_CLI_CONFIG_FILE"):
        return Path(named)
    home = Path(environment.get("HOME", "~")).expanduser()
    of_opentofu = [home / ".tofurc", home / ".terraformrc"]
    if settings := environment.get("XDG_CONFIG_HOME"):
        of_opentofu.append(Path(settings) / "opentofu" / "tofurc")
    found = of_opentofu if registry == OPENTOFU_REGISTRY else []
    return next((path for path in found if path.exists()), home / ".terraformrc")


def _configures_installation(configuration: Path) -> bool:
    try:
        return "provider_installation" in configuration.read_text(encoding="utf-8")
    except OSError:
        return False


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("${", "$${")
    return f'"{escaped}"'


def _quoted_list(texts: Iterable[str]) -> str:
    return "[" + ", ".join(_quoted(text) for text in texts) + "]"
