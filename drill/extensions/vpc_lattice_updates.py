"""VPC Lattice: reading and changing what moto can only create."""

from typing import Any

from moto.vpclattice.responses import VPCLatticeResponse

from drill.extensions.vpc_lattice_answer import answers, found, named


def _update(
    item: Any,  # noqa: ANN401 - moto's models share no base class
    response: VPCLatticeResponse,
    **attributes: str,
) -> dict[str, Any]:
    """Set the attributes whose parameters are in the request; answers with the updated resource."""
    for attribute, parameter in attributes.items():
        value = response._get_param(parameter)
        if value is not None:
            setattr(item, attribute, value)
    updated: dict[str, Any] = item.to_dict()
    return updated


@answers("UpdateService", "moto has no such call")
def _update_service(self: VPCLatticeResponse) -> dict[str, Any]:
    service = found(self.backend.services, named(self, "serviceIdentifier"))
    return _update(service, self, auth_type="authType", certificate_arn="certificateArn")


@answers("UpdateServiceNetwork", "moto has no such call")
def _update_service_network(self: VPCLatticeResponse) -> dict[str, Any]:
    network = found(self.backend.service_networks, named(self, "serviceNetworkIdentifier"))
    return _update(network, self, auth_type="authType")


@answers("UpdateListener", "moto has no such call")
def _update_listener(self: VPCLatticeResponse) -> dict[str, Any]:
    listener = found(self.backend.listeners, named(self, "listenerIdentifier"))
    return _update(listener, self, default_action="defaultAction")


@answers("UpdateRule", "moto has no such call")
def _update_rule(self: VPCLatticeResponse) -> dict[str, Any]:
    rule = found(self.backend.rules, named(self, "ruleIdentifier"))
    return _update(rule, self, action="action", match="match", priority="priority")


@answers("UpdateTargetGroup", "moto has no such call")
def _update_target_group(self: VPCLatticeResponse) -> dict[str, Any]:
    group = found(self.backend.target_groups, named(self, "targetGroupIdentifier"))
    health_check = self._get_param("healthCheck")
    group.config = group.config | ({"healthCheck": health_check} if health_check else {})
    updated: dict[str, Any] = group.to_dict()
    return updated


@answers("UpdateServiceNetworkVpcAssociation", "moto has no such call")
def _update_vpc_association(self: VPCLatticeResponse) -> dict[str, Any]:
    name = named(self, "serviceNetworkVpcAssociationIdentifier")
    association = found(self.backend.service_network_vpc_associations, name)
    return _update(association, self, security_group_ids="securityGroupIds")


@answers("GetRule", "moto has no such call; the provider reads each rule that it created")
def _get_rule(self: VPCLatticeResponse) -> dict[str, Any]:
    rule: dict[str, Any] = found(self.backend.rules, named(self, "ruleIdentifier")).to_dict()
    return rule


@answers("GetServiceNetworkVpcAssociation", "moto has no such call; the provider waits for it to be ACTIVE")
def _get_vpc_association(self: VPCLatticeResponse) -> dict[str, Any]:
    name = named(self, "serviceNetworkVpcAssociationIdentifier")
    association: dict[str, Any] = found(self.backend.service_network_vpc_associations, name).to_dict()
    return association
