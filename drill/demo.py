"""A synthesized stack's whole life on the embedded AWS: plan, apply, plan again, call, destroy."""

import json
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from rich.console import Console
from rich.markup import escape
from rich.table import Column, Table

from drill.local_aws import LocalAws
from drill.prerequisites import prerequisites
from drill.terraform import Output, Terraform
from drill.working_copy import read

LONGEST_LINE = 100
QUIET_SECONDS = 5.0
"""Where the output is no terminal: how long a step may be silent before its last message is printed."""


class NotClean(Exception):  # noqa: N818  # it is the plan that is not clean
    """A plan right after the apply would change something."""


class Steps:
    """Shows each step while it runs, with Terraform's last message, and how long it took."""

    def __init__(self, console: Console) -> None:
        self.console = console
        self._title = ""
        self._show = console.status("")
        self._printed = 0.0

    @contextmanager
    def step(self, title: str) -> Iterator[list[str]]:
        """The body may append to the yielded list what the step's line should say besides."""
        said: list[str] = []
        self._title, started = title, time.monotonic()
        self._printed = started
        with self.console.status(title) as self._show:
            yield said
        detail = f": {', '.join(said)}" if said else ""
        self._print(f"[green]✓[/green] {title}{detail} [dim]{time.monotonic() - started:.1f} s[/dim]")

    def progress(self, line: str) -> None:
        """One message of a running step."""
        short = escape(line[:LONGEST_LINE])
        if self.console.is_terminal:
            self._show.update(f"{self._title} [dim]{short}[/dim]")
        elif time.monotonic() - self._printed > QUIET_SECONDS:
            self._printed = time.monotonic()
            self._print(f"  {short}")

    def _print(self, line: str) -> None:
        self.console.print(line, soft_wrap=True)


def run(stack: Path, console: Console) -> None:
    """The life of the stack in this folder.

    Raises `TerraformError` where a command fails, `NotClean` where the second plan is not empty.
    """
    started = time.monotonic()
    steps = Steps(console)
    with LocalAws() as aws:
        with steps.step("Start the embedded AWS") as said:
            said.append(aws.endpoint)
            needed = prerequisites(read(stack))
            aws.plant(needed)
            said += [f"the account has {each}" for each in (*needed.zones, *needed.networks)]
        with aws.terraform(stack, on_progress=steps.progress) as terraform:
            _live(aws, terraform, steps)
    console.print(f"Done in {time.monotonic() - started:.0f} s; nothing is left running.")


def _live(aws: LocalAws, terraform: Terraform, steps: Steps) -> None:
    with steps.step("terraform init"):
        terraform.init()
    with steps.step("terraform plan") as said:
        plan = terraform.plan()
        said.append(plan.summary)
    with steps.step("terraform apply") as said:
        applied = terraform.apply(plan)
        said.append(f"{applied.added} added")
    with steps.step("terraform plan -detailed-exitcode") as said:
        again = terraform.plan()
        if again.has_changes:
            raise NotClean("\n".join(f"{each.action} {each.address}" for each in again.changes))
        said.append("no changes")
    outputs = terraform.output()
    steps.console.print(_outputs_table(outputs))
    if functions := _functions(outputs):
        with steps.step("Call the deployed function"):
            answers = {region: _answer(aws, region, name) for region, name in functions.items()}
        steps.console.print(_answers_table(answers))
    with steps.step("terraform destroy") as said:
        said.append(f"{terraform.destroy().destroyed} destroyed")


def _functions(outputs: Mapping[str, Output]) -> dict[str, str]:
    """The function behind each region's service, by region, where the system has one."""
    prefix = "function_name_"
    return {
        name.removeprefix(prefix).replace("_", "-"): output.value
        for name, output in outputs.items()
        if name.startswith(prefix)
    }


def _answer(aws: LocalAws, region: str, function: str) -> str:
    answer = aws.client("lambda", region).invoke(FunctionName=function, Payload=b"{}")
    return str(answer["Payload"].read().decode())


def _outputs_table(outputs: Mapping[str, Output]) -> Table:
    table = Table("output", Column("value", overflow="fold"), title="Outputs", title_justify="left")
    for name, output in sorted(outputs.items()):
        shown = output.value if isinstance(output.value, str) else json.dumps(output.value)
        table.add_row(name, "(sensitive)" if output.sensitive else shown)
    return table


def _answers_table(answers: Mapping[str, str]) -> Table:
    title = "What the service answers in each region"
    table = Table("region", "HTTP", "status", "version", "timestamp", title=title, title_justify="left")
    for region, text in answers.items():
        answer = json.loads(text)
        body = json.loads(answer["body"])
        table.add_row(
            region, str(answer["statusCode"]), *(body[part] for part in ("status", "version", "timestamp"))
        )
    return table
