"""Checks of what monitoring and the deployment's regions must have in common."""

from collections.abc import Iterator

from config.any_deployment import AnyDeployment
from config.model import Violation
from config.monitoring import HEALTH_ALARMS_REGION
from config.monitoring_subscribers import function_region


def unreachable_functions(deployment: AnyDeployment) -> Iterator[Violation]:
    """A subscribed function must let SNS invoke it, which only its own region can arrange (F24)."""
    if not deployment.monitoring.knows("functions"):
        return
    known = [region.name for region in deployment.regions if region.knows("name")]
    regions = list(dict.fromkeys([*known, HEALTH_ALARMS_REGION]))
    for index, arn in enumerate(deployment.monitoring.functions):
        if function_region(arn) not in regions:
            yield Violation(
                ("monitoring", "functions", index),
                found=f"a function in {function_region(arn)}",
                allowed=f"a function in {' or '.join(regions)}: the permission that SNS needs is set "
                "in the function's own region",
                mend=f"put the function into {regions[0]}, or better into a standby region",
                because=tuple(("regions", place, "name") for place in range(len(deployment.regions))),
            )
