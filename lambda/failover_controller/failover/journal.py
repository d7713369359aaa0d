"""What a run says: one JSON line per step, and metrics in embedded format (F27). Never a secret."""

from __future__ import annotations

import json
import time

NAMESPACE = "Holdfast/Failover"


class Journal:
    """Lines of one run on standard output, which Lambda takes to CloudWatch."""

    def __init__(self, deployment: str) -> None:
        self._deployment = deployment
        self.elapsed: float | None = None
        """Seconds since the decision; None before it."""

    def tell(self, step: str, said: str, *, level: str = "INFO", **more: object) -> None:
        """One line. Errors are level ERROR, what needs attention is WARN."""
        line = {"level": level, "deployment": self._deployment, "step": step, "said": said, **more}
        if self.elapsed is not None:
            line["elapsed_seconds"] = self.elapsed
        print(json.dumps(line))

    def measure(self, *, step: str, **metrics: float) -> None:
        """Metrics of the deployment; once a failover runs also how long, by the step it has reached."""
        definitions = [{"Name": name, "Unit": "Count"} for name in metrics]
        sets: list[dict[str, object]] = [
            {"Namespace": NAMESPACE, "Dimensions": [["Deployment"]], "Metrics": definitions}
        ]
        values: dict[str, object] = {"Deployment": self._deployment, "Step": step, **metrics}
        if self.elapsed is not None:
            values["ElapsedSeconds"] = self.elapsed
            sets.append(
                {
                    "Namespace": NAMESPACE,
                    "Dimensions": [["Deployment"], ["Deployment", "Step"]],
                    "Metrics": [{"Name": "ElapsedSeconds", "Unit": "Seconds"}],
                }
            )
        stamp = {"Timestamp": int(time.time() * 1000), "CloudWatchMetrics": sets}
        print(json.dumps({"_aws": stamp, **values}))
