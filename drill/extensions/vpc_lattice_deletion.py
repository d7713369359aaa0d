"""VPC Lattice: deletion, which moto does not know, with AWS's refusal while something is in use."""

import json
from typing import Any

from moto.ec2.models import ec2_backends
from moto.vpclattice.responses import VPCLatticeResponse

from drill.extensions.vpc_lattice_answer import ConflictError, answers, bare, found, named

_NOT_IN_MOTO = "moto has no such call; without it a destroy waits for ever"


def _refuse(used_by: list[str], what: str) -> None:
    """AWS deletes nothing that something else still refers to."""
    if used_by:
        raise ConflictError(f"{what} is still used by {', '.join(sorted(used_by))}")


@answers("DeleteService", _NOT_IN_MOTO)
def _delete_service(self: VPCLatticeResponse) -> dict[str, Any]:
    service = found(self.backend.services, named(self, "serviceIdentifier"))
    associations = self.backend.service_network_service_associations.values()
    _refuse([each.id for each in associations if each.service_id == service.id], service.id)
    for listener in [
        each for each in self.backend.listeners.values() if each.service_identifier == service.id
    ]:
        del self.backend.listeners[listener.id]
    del self.backend.services[service.id]
    return {"id": service.id, "arn": service.arn, "name": service.name, "status": "DELETE_IN_PROGRESS"}


@answers("DeleteServiceNetwork", _NOT_IN_MOTO)
def _delete_service_network(self: VPCLatticeResponse) -> dict[str, Any]:
    network = found(self.backend.service_networks, named(self, "serviceNetworkIdentifier"))
    services = self.backend.service_network_service_associations.values()
    vpcs = self.backend.service_network_vpc_associations.values()
    endpoints = ec2_backends[self.current_account][self.region].vpc_end_points.values()
    _refuse(
        [each.id for each in services if each.service_network_id == network.id]
        + [each.id for each in vpcs if each.service_network_id == network.id]
        + [each.id for each in endpoints if getattr(each, "service_network_arn", None) == network.arn],
        network.id,
    )
    del self.backend.service_networks[network.id]
    return {}


@answers("DeleteServiceNetworkServiceAssociation", _NOT_IN_MOTO)
def _delete_service_association(self: VPCLatticeResponse) -> dict[str, Any]:
    name = named(self, "serviceNetworkServiceAssociationIdentifier")
    association = found(self.backend.service_network_service_associations, name)
    del self.backend.service_network_service_associations[association.id]
    return {"id": association.id, "arn": association.arn, "status": "DELETE_IN_PROGRESS"}


@answers("DeleteServiceNetworkVpcAssociation", _NOT_IN_MOTO)
def _delete_vpc_association(self: VPCLatticeResponse) -> dict[str, Any]:
    name = named(self, "serviceNetworkVpcAssociationIdentifier")
    association = found(self.backend.service_network_vpc_associations, name)
    del self.backend.service_network_vpc_associations[association.id]
    return {"id": association.id, "arn": association.arn, "status": "DELETE_IN_PROGRESS"}


@answers("DeleteListener", _NOT_IN_MOTO)
def _delete_listener(self: VPCLatticeResponse) -> dict[str, Any]:
    listener = found(self.backend.listeners, named(self, "listenerIdentifier"))
    for rule in [
        each for each in self.backend.rules.values() if bare(each.listener_identifier) == listener.id
    ]:
        del self.backend.rules[rule.id]
    del self.backend.listeners[listener.id]
    return {}


@answers("DeleteRule", _NOT_IN_MOTO)
def _delete_rule(self: VPCLatticeResponse) -> dict[str, Any]:
    rule = found(self.backend.rules, named(self, "ruleIdentifier"))
    del self.backend.rules[rule.id]
    return {}


@answers("DeleteTargetGroup", _NOT_IN_MOTO)
def _delete_target_group(self: VPCLatticeResponse) -> dict[str, Any]:
    group = found(self.backend.target_groups, named(self, "targetGroupIdentifier"))
    users = {each.id: each.default_action for each in self.backend.listeners.values()}
    users |= {each.id: each.action for each in self.backend.rules.values()}
    _refuse([user for user, action in users.items() if group.id in json.dumps(action)], group.id)
    del self.backend.target_groups[group.id]
    return {"id": group.id, "arn": group.arn, "status": "DELETE_IN_PROGRESS"}
