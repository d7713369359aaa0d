"""One deployment's whole life on the embedded AWS: synthesize, plan, apply, plan again, call, destroy."""

import json
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from rich.console import Console
from rich.table import Table

from config.deployment import Deployment
from constructs_lib.synthesis import STACK_FILE, synthesize
from drill.local_aws import LocalAws
from drill.planting import plant
from drill.prerequisites import prerequisites
from drill.terraform import Output, Terraform

LONGEST_LINE = 100


class NotClean(Exception):
    """A plan right after the apply would change something."""


class Steps:
    """Shows each step while it runs, with Terraform's last message, and how long it took.

    Where the output is no terminal, a line for each finished step.
    """

    def __init__(self, console: Console) -> None:
        self.console = console
        self._title = ""
        self._show = console.status("")

    @contextmanager
    def step(self, title: str) -> Iterator[list[str]]:
        """The body may append to the yielded list what the step's line should say besides."""
        said: list[str] = []
        self._title, started = title, time.monotonic()
        with self.console.status(title) as self._show:
            yield said
        detail = f": {', '.join(said)}" if said else ""
        self.console.print(f"[green]✓[/green] {title}{detail} [dim]{time.monotonic() - started:.1f} s[/dim]")

    def progress(self, line: str) -> None:
        """One message of a running step."""
        self._show.update(f"{self._title} [dim]{line[:LONGEST_LINE]}[/dim]", spinner="dots")


def run(deployment: Deployment, outdir: Path, console: Console) -> None:
    """Raises `TerraformError` where a command fails, `NotClean` where the second plan is not empty."""
    started = time.monotonic()
    steps = Steps(console)
    with steps.step("Synthesize") as said:
        (stack,) = synthesize([deployment], outdir)
        said.append(f"{stack.folder / STACK_FILE}, {stack.resources} resources")
    with LocalAws() as aws:
        with steps.step("Start the embedded AWS") as said:
            said.append(aws.endpoint)
            document = json.loads((stack.folder / STACK_FILE).read_text(encoding="utf-8"))
            needed = prerequisites(document)
            plant(needed)
            said += [f"the account has {each}" for each in (*needed.zones, *needed.networks)]
        with aws.terraform(stack.folder, on_progress=steps.progress) as terraform:
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
    with steps.step("Call the deployed function"):
        answers = _health_of_each_region(aws, outputs)
    steps.console.print(_outputs_table(outputs), _answers_table(answers))
    with steps.step("terraform destroy") as said:
        said.append(f"{terraform.destroy().destroyed} destroyed")


def _health_of_each_region(aws: LocalAws, outputs: Mapping[str, Output]) -> dict[str, str]:
    """What the function behind each region's service answers, by region."""
    prefix = "function_name_"
    answers = {}
    for name, output in outputs.items():
        if not name.startswith(prefix):
            continue
        region = name.removeprefix(prefix).replace("_", "-")
        answer = aws.client("lambda", region).invoke(FunctionName=output.value, Payload=b"{}")
        answers[region] = answer["Payload"].read().decode()
    return answers


def _outputs_table(outputs: Mapping[str, Output]) -> Table:
    table = Table("output", "value", title="Outputs", title_justify="left")
    for name, output in sorted(outputs.items()):
        table.add_row(name, "(sensitive)" if output.sensitive else str(output.value))
    return table


def _answers_table(answers: Mapping[str, str]) -> Table:
    table = Table("region", "status", "body", title="GET /health", title_justify="left")
    for region, text in answers.items():
        answer = json.loads(text)
        table.add_row(region, str(answer.get("statusCode")), str(answer.get("body")))
    return table
