"""A deployment file, with the environment over it, as a checked model; or all that is wrong with it."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pydantic import ValidationError

from config.deployment import SYSTEM_NAMES, system_model, system_models
from config.environment import lay_environment
from config.environment_keys import PREFIX
from config.model import Violation
from config.overlay import Overlay
from config.partial import violations_in
from config.problem import ConfigErrors, Problem
from config.report import Report
from config.source_file import read, shown
from config.wording import violations_of
from config.yaml_source import YamlSource, parse

if TYPE_CHECKING:
    from config.deployment import Deployment, System

__all__ = ["ConfigErrors", "Problem", "load", "load_all"]


def load(path: Path, environ: Mapping[str, str]) -> "Deployment":
    """The deployment that the file describes; raises ConfigErrors with every problem, not the first."""
    return load_all([path], environ)[0]


def load_all(paths: Iterable[Path], environ: Mapping[str, str]) -> "list[Deployment]":
    """One deployment per file, in order; raises ConfigErrors with every problem of every file."""
    paths = list(paths)
    problems: list[Problem] = []
    deployments: list[Deployment] = []
    file_of_stack: dict[str, str] = {}
    place_of_name: dict[str, str] = {}
    place_of_state: dict[tuple[str, str], str] = {}
    for path in paths:
        deployment, report = _load(path, environ)
        if deployment:
            deployments.append(deployment)
            if other := file_of_stack.get(deployment.stack_name):
                report.add([_same_stack(deployment, other, again=other == report.file)])
            else:
                file_of_stack[deployment.stack_name] = report.file
                report.add(list(_same_names(deployment, report, place_of_name)))
                report.add(list(_same_state(deployment, report, place_of_state)))
        problems += report.in_order()
    if problems:
        raise ConfigErrors(problems, map(shown, paths))
    return deployments


def _load(path: Path, environ: Mapping[str, str]) -> "tuple[Deployment | None, Report]":
    file, text = shown(path), read(path)
    if isinstance(text, Problem):
        report = Report(file, YamlSource(), Overlay({}))
        report.problems.append(text)
        return None, report
    source = parse(text)
    if not isinstance(source.data, dict):
        report = Report(file, source, Overlay({}))
        if not source.problems:
            report.add([_no_mapping(source.data)], line=1)
        return None, report
    model = _system(source.data, environ)
    overlay = lay_environment(source.data, model, environ)
    report = Report(file, source, overlay)
    try:
        deployment = model.model_validate(overlay.data)
    except ValidationError as error:
        report.add(_with_every_system(violations_of(error, model)))
        report.add(violations_in(model, overlay.data))
        return None, report
    return (None if report.problems else deployment), report


def _system(data: Mapping[str, Any], environ: Mapping[str, str]) -> "System":
    """The model that `system` names; with a missing or wrong name, the likest one, or that which has the
    most keys in common with the file."""
    name = environ.get(f"{PREFIX}SYSTEM") or data.get("system")
    if isinstance(name, str) and name in SYSTEM_NAMES:
        return system_model(name)
    if isinstance(name, str):
        # Imported here: only a misspelt name needs it.
        from difflib import get_close_matches

        if near := get_close_matches(name.lower(), SYSTEM_NAMES, n=1):
            return system_model(near[0])
    return max(system_models().values(), key=lambda model: len(model.model_fields.keys() & data.keys()))


def _with_every_system(violations: Iterable[Violation]) -> Iterator[Violation]:
    """The model that was guessed knows its own name alone."""
    allowed = f"{', '.join(SYSTEM_NAMES[:-1])} or {SYSTEM_NAMES[-1]}"
    for violation in violations:
        yield replace(violation, allowed=allowed) if violation.key == ("system",) else violation


def _no_mapping(data: object) -> Violation:
    return Violation(
        (),
        "`key: value` lines, beginning with `system: lattice-service`",
        "write the deployment as keys and values",
        "a list" if isinstance(data, list) else "text without keys",
    )


def _same_stack(deployment: "Deployment", other: str, *, again: bool) -> Violation:
    return Violation(
        ("name",),
        "every stack (name and environment) once",
        "name the file once" if again else "give one of the two another `name` or `environment`",
        f"stack {deployment.stack_name}, from the same file once more"
        if again
        else f"stack {deployment.stack_name}, which {other} describes too",
    )


def _same_names(
    deployment: "Deployment", report: Report, place_of_name: dict[str, str]
) -> Iterator[Violation]:
    """Public names of other deployments; `place_of_name` learns this one's.

    CloudFront gives an alternate domain name to one distribution in the world (F15), and a zone holds the
    simple records of a name once.
    """
    for name, key in deployment.domain.public_names.items():
        here = report.place(("domain", *key))
        other = place_of_name.setdefault(name, here)
        if other != here:
            yield Violation(
                ("domain", *key),
                "every public name in one deployment: CloudFront gives a name to one distribution, and a "
                "zone keeps one deployment's records of it",
                "give one of the two another name",
                f"{name}, which {other} names too",
            )


def _same_state(
    deployment: "Deployment", report: Report, place_of_state: dict[tuple[str, str], str]
) -> Iterator[Violation]:
    """A state that another deployment names as its own; `place_of_state` learns this one's.

    What Terraform finds in a state and not in the stack, it destroys.
    """
    named = deployment.state.named_place
    if named is None:
        return
    key, where = ("state", named[0]), named[1]
    other = place_of_state.setdefault((where, deployment.state.layout), report.place(key))
    if other != report.place(key):
        yield Violation(
            key,
            "every state for one deployment: an apply of one would destroy what is the other's",
            f"leave it out, and the stack's name is in it; or set `{named[0]}:` to another",
            f"{where}, which {other} names too",
        )
