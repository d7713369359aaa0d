"""`python -m bench.synthesis`: the example's synthesis against its floor and against the plain bindings.

The floor writes the very same JSON from Python dicts. The machine drifts, so the variants take turns
and only the ratios of one run are worth quoting.
"""

import json
import statistics
import sys
import tempfile
from pathlib import Path

from rich.console import Console
from rich.table import Table

from bench.process import Cost, measured

ROOT = Path(__file__).parent.parent
EXAMPLE = ROOT / "config" / "deployments" / "lattice-service.yaml"
ROUNDS = 5
PLAIN = {"HOLDFAST_PLAIN_BINDINGS": "1"}

FLOOR = """
import json, sys
with open(sys.argv[1]) as source:
    document = json.load(source)
with open(sys.argv[2], "w") as target:
    json.dump(document, target, indent=2)
"""


def synthesis_cost(outdir: Path, environment: dict[str, str] | None = None) -> Cost:
    """One `python main.py synth` of the example into `outdir`.

    As a user has it: what Python compiled is kept, even where the environment at hand says otherwise.
    """
    return measured(
        [sys.executable, ROOT / "main.py", "synth", EXAMPLE],
        environment={"CDKTF_OUTDIR": str(outdir), "PYTHONDONTWRITEBYTECODE": "", **(environment or {})},
        cwd=ROOT,
    )


def floor_cost(template: Path, target: Path) -> Cost:
    """One reading and writing of the finished JSON in plain Python."""
    return measured([sys.executable, "-c", FLOOR, template, target], environment={}, cwd=ROOT)


def main() -> None:
    """Prints medians, and each as a multiple of the floor."""
    costs: dict[str, list[Cost]] = {"floor": [], "holdfast": [], "plain bindings": []}
    with tempfile.TemporaryDirectory() as folder:
        outdir = Path(folder) / "cdktf.out"
        synthesis_cost(outdir)
        (template,) = outdir.glob("stacks/*/cdk.tf.json")
        resources = sum(len(blocks) for blocks in json.loads(template.read_text())["resource"].values())
        for _ in range(ROUNDS):
            costs["floor"].append(floor_cost(template, Path(folder) / "floor.json"))
            costs["holdfast"].append(synthesis_cost(outdir))
            costs["plain bindings"].append(synthesis_cost(outdir, PLAIN))
    table = Table("variant", "seconds", "MB", "x floor", title=f"{EXAMPLE.name}, {resources} resources")
    floor = statistics.median(cost.seconds for cost in costs["floor"])
    for variant, runs in costs.items():
        seconds = statistics.median(cost.seconds for cost in runs)
        memory = statistics.median(cost.peak_mb for cost in runs)
        table.add_row(variant, f"{seconds:.2f}", f"{memory:.0f}", f"{seconds / floor:.0f}")
    Console().print(table)


if __name__ == "__main__":
    main()
