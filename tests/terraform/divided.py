"""A deployment whose regions have a state each, as real Terraform sees it."""

from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from constructs_lib.synthesis import SynthesizedStack, synthesize
from drill.local_aws import LocalAws
from drill.prerequisites import Prerequisites, prerequisites
from drill.terraform import Plan, Terraform
from drill.working_copy import read

if TYPE_CHECKING:
    from config.deployment import Deployment


@dataclass(frozen=True)
class Divided:
    """The deployment's stacks, in the order in which they are applied."""

    stacks: Mapping[str, SynthesizedStack]
    """By place."""
    terraform: Mapping[str, Terraform]

    def apply(self) -> dict[str, int]:
        """How many resources were added in each place."""
        return {place: terraform.apply().added for place, terraform in self.terraform.items()}

    def plans(self) -> dict[str, Plan]:
        """Each place's plan."""
        return {place: terraform.plan() for place, terraform in self.terraform.items()}

    def destroy(self) -> dict[str, int]:
        """How many resources went, the last place first."""
        places = reversed(list(self.terraform.items()))
        return {place: terraform.destroy().destroyed for place, terraform in places}


@contextmanager
def divided(aws: LocalAws, deployment: "Deployment", outdir: Path) -> Iterator[Divided]:
    """Synthesized, the account prepared, every stack initialized."""
    stacks = {
        stack.name.removeprefix(f"{deployment.stack_name}-"): stack
        for stack in synthesize([deployment], outdir)
    }
    aws.plant(_together([prerequisites(read(stack.folder)) for stack in stacks.values()]))
    with ExitStack() as open_:
        terraform = {
            place: open_.enter_context(aws.terraform(stack.folder, own_state=True))
            for place, stack in stacks.items()
        }
        for each in terraform.values():
            each.init()
        yield Divided(stacks=stacks, terraform=terraform)


def _together(needed: list[Prerequisites]) -> Prerequisites:
    """What several stacks need, each thing once."""
    zones = {(zone.name, zone.private, zone.zone_id): zone for each in needed for zone in each.zones}
    networks = {network.vpc_id: network for each in needed for network in each.networks}
    return Prerequisites(zones=tuple(zones.values()), networks=tuple(networks.values()))
