"""What every system's stack begins with."""

from typing import TYPE_CHECKING

from cdktf import TerraformStack

from constructs_lib.naming import Naming
from constructs_lib.providers import Providers
from constructs_lib.state_backend import use_state

if TYPE_CHECKING:
    from config.deployment import Deployment


def begin(stack: TerraformStack, deployment: "Deployment") -> Providers:
    """Providers with the deployment's names and rights, and the backend of its state."""
    naming = Naming(deployment=deployment.name, environment=deployment.environment)
    providers = Providers(
        stack,
        naming=naming,
        tags=deployment.tags,
        settings=deployment.providers,
        permissions_boundary=deployment.iam.permissions_boundary,
        existing=deployment.existing,
        own_edge=deployment.state.per_region,
    )
    use_state(stack, name=deployment.stack_name, state=deployment.state)
    return providers
