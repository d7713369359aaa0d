"""VPC Lattice: what moto can create, but not update, delete or name as AWS does."""

import json
import secrets
from collections.abc import Callable, Mapping
from types import SimpleNamespace
from typing import Any
from urllib.parse import unquote

from moto.core.exceptions import JsonRESTError
from moto.ec2.models import ec2_backends
from moto.vpclattice import models
from moto.vpclattice.models import VPCLatticeBackend
from moto.vpclattice.responses import VPCLatticeResponse

from drill.extensions.registry import extends, replaces

SERVICE = "vpc-lattice"
_NOT_IN_MOTO = "moto has no such call; without it a destroy waits for ever"


class ConflictException(JsonRESTError):
    """The resource is still in use."""

    code = 409

    def __init__(self, message: str) -> None:
        super().__init__("ConflictException", message)


def bare(identifier: str) -> str:
    """The id of a resource that was named by id or by ARN: AWS takes either."""
    return unquote(identifier).rsplit("/", 1)[-1]


def _named(response: VPCLatticeResponse, parameter: str) -> str:
    return bare(response._get_param(parameter))


def _found(items: Mapping[str, Any], identifier: str) -> Any:  # noqa: ANN401 - moto's models share no base class
    item = items.get(bare(identifier))
    if item is None:
        raise models.ResourceNotFoundException(f"{identifier} not found")
    return item


def _refuse(used_by: list[str], what: str) -> None:
    """AWS deletes nothing that something else still refers to."""
    if used_by:
        raise ConflictException(f"{what} is still used by {', '.join(sorted(used_by))}")


replaces(
    models,
    "uuid",
    # moto cuts a UUID, dashes included, to 17 characters.
    SimpleNamespace(uuid4=lambda: f"0{secrets.token_hex(8)}"),
    service=SERVICE,
    action="(ids)",
    reason="ids are 17 hexadecimal digits, as the provider and the names made of them expect",
)


@extends(
    VPCLatticeBackend,
    "get_service",
    service=SERVICE,
    action="GetService",
    reason="a service may be named by its ARN; moto knows the id only",
)
def _get_service(self: VPCLatticeBackend, service_identifier: str) -> models.VPCLatticeService:
    service: models.VPCLatticeService = _found(self.services, service_identifier)
    return service


@extends(
    VPCLatticeBackend,
    "get_service_network",
    service=SERVICE,
    action="GetServiceNetwork",
    reason="a service network may be named by its ARN; moto knows the id only",
)
def _get_service_network(
    self: VPCLatticeBackend, service_network_identifier: str
) -> models.VPCLatticeServiceNetwork:
    network: models.VPCLatticeServiceNetwork = _found(self.service_networks, service_network_identifier)
    return network


@extends(
    VPCLatticeBackend,
    "get_target_group",
    service=SERVICE,
    action="GetTargetGroup",
    reason="a target group may be named by its ARN; moto knows the id only",
)
def _get_target_group(self: VPCLatticeBackend, target_group_identifier: str) -> models.VPCLatticeTargetGroup:
    group: models.VPCLatticeTargetGroup = _found(self.target_groups, target_group_identifier)
    return group


_moto_subscribe = VPCLatticeBackend.create_access_log_subscription


@extends(
    VPCLatticeBackend,
    "create_access_log_subscription",
    service=SERVICE,
    action="CreateAccessLogSubscription",
    reason="the resource may be named by its ARN; moto knows the id only",
)
def _create_access_log_subscription(
    self: VPCLatticeBackend, resourceIdentifier: str, **others: Any
) -> models.VPCLatticeAccessLogSubscription:
    return _moto_subscribe(self, resourceIdentifier=bare(resourceIdentifier), **others)


_moto_create_service = VPCLatticeBackend.create_service


@extends(
    VPCLatticeBackend,
    "create_service",
    service=SERVICE,
    action="CreateService",
    reason="the generated name is the custom name in moto; on AWS the two differ (F1)",
)
def _create_service(self: VPCLatticeBackend, *arguments: Any, **named: Any) -> models.VPCLatticeService:
    service = _moto_create_service(self, *arguments, **named)
    service.dns_entry.domain_name = f"{service.name}-{service.id.removeprefix('svc-')}.{_cell()}.vpc-lattice-svcs.{self.region_name}.on.aws"
    return service


_moto_associate_service = VPCLatticeBackend.create_service_network_service_association


@extends(
    VPCLatticeBackend,
    "create_service_network_service_association",
    service=SERVICE,
    action="CreateServiceNetworkServiceAssociation",
    reason="the association shows the service's own names, and a pair is associated once",
)
def _create_service_association(
    self: VPCLatticeBackend, *arguments: Any, **named: Any
) -> models.VPCLatticeServiceNetworkServiceAssociation:
    association = _moto_associate_service(self, *arguments, **named)
    twins = [
        each
        for each in self.service_network_service_associations.values()
        if (each.service_id, each.service_network_id)
        == (association.service_id, association.service_network_id)
    ]
    if len(twins) > 1:
        del self.service_network_service_associations[association.id]
        raise ConflictException(f"{association.service_id} is associated with this service network already")
    service = self.services[association.service_id]
    association.custom_domain_name = service.custom_domain_name
    association.dns_entry = service.dns_entry
    return association


_moto_create_rule = VPCLatticeBackend.create_rule


@extends(
    VPCLatticeBackend,
    "create_rule",
    service=SERVICE,
    action="CreateRule",
    reason="the ARN doubles the word listener in moto",
)
def _create_rule(self: VPCLatticeBackend, *arguments: Any, **named: Any) -> models.VPCLatticeRule:
    rule = _moto_create_rule(self, *arguments, **named)
    rule.arn = rule.arn.replace("/listener/listener-listener-", "/listener/listener-")
    self.tag_resource(rule.arn, rule.tags)
    return rule


def _answers(action: str, reason: str) -> Callable[[Callable[[VPCLatticeResponse], Any]], Any]:
    """Make the decorated function the answer to `action`; what it returns is sent as JSON."""

    def declare(function: Callable[[VPCLatticeResponse], Any]) -> Callable[[VPCLatticeResponse], str]:
        def answer(self: VPCLatticeResponse) -> str:
            return json.dumps(function(self))

        method = "".join(f"_{letter.lower()}" if letter.isupper() else letter for letter in action).lstrip(
            "_"
        )
        extends(VPCLatticeResponse, method, service=SERVICE, action=action, reason=reason)(answer)
        return answer

    return declare


def _update(item: Any, response: VPCLatticeResponse, **attributes: str) -> dict[str, Any]:
    """Set the attributes whose parameters are in the request; answers with the updated resource."""
    for attribute, parameter in attributes.items():
        value = response._get_param(parameter)
        if value is not None:
            setattr(item, attribute, value)
    updated: dict[str, Any] = item.to_dict()
    return updated


@_answers("UpdateService", "moto has no such call")
def _update_service(self: VPCLatticeResponse) -> dict[str, Any]:
    service = _found(self.backend.services, _named(self, "serviceIdentifier"))
    return _update(service, self, auth_type="authType", certificate_arn="certificateArn")


@_answers("UpdateServiceNetwork", "moto has no such call")
def _update_service_network(self: VPCLatticeResponse) -> dict[str, Any]:
    network = _found(self.backend.service_networks, _named(self, "serviceNetworkIdentifier"))
    return _update(network, self, auth_type="authType")


@_answers("UpdateListener", "moto has no such call")
def _update_listener(self: VPCLatticeResponse) -> dict[str, Any]:
    listener = _found(self.backend.listeners, _named(self, "listenerIdentifier"))
    return _update(listener, self, default_action="defaultAction")


@_answers("UpdateRule", "moto has no such call")
def _update_rule(self: VPCLatticeResponse) -> dict[str, Any]:
    rule = _found(self.backend.rules, _named(self, "ruleIdentifier"))
    return _update(rule, self, action="action", match="match", priority="priority")


@_answers("UpdateTargetGroup", "moto has no such call")
def _update_target_group(self: VPCLatticeResponse) -> dict[str, Any]:
    group = _found(self.backend.target_groups, _named(self, "targetGroupIdentifier"))
    health_check = self._get_param("healthCheck")
    group.config = group.config | ({"healthCheck": health_check} if health_check else {})
    updated: dict[str, Any] = group.to_dict()
    return updated


@_answers("UpdateServiceNetworkVpcAssociation", "moto has no such call")
def _update_vpc_association(self: VPCLatticeResponse) -> dict[str, Any]:
    name = _named(self, "serviceNetworkVpcAssociationIdentifier")
    association = _found(self.backend.service_network_vpc_associations, name)
    return _update(association, self, security_group_ids="securityGroupIds")


@_answers("GetRule", "moto has no such call; the provider reads each rule that it created")
def _get_rule(self: VPCLatticeResponse) -> dict[str, Any]:
    rule: dict[str, Any] = _found(self.backend.rules, _named(self, "ruleIdentifier")).to_dict()
    return rule


@_answers("GetServiceNetworkVpcAssociation", "moto has no such call; the provider waits for it to be ACTIVE")
def _get_vpc_association(self: VPCLatticeResponse) -> dict[str, Any]:
    name = _named(self, "serviceNetworkVpcAssociationIdentifier")
    association: dict[str, Any] = _found(self.backend.service_network_vpc_associations, name).to_dict()
    return association


@_answers("DeleteService", _NOT_IN_MOTO)
def _delete_service(self: VPCLatticeResponse) -> dict[str, Any]:
    service = _found(self.backend.services, _named(self, "serviceIdentifier"))
    associations = self.backend.service_network_service_associations.values()
    _refuse([each.id for each in associations if each.service_id == service.id], service.id)
    for listener in [
        each for each in self.backend.listeners.values() if each.service_identifier == service.id
    ]:
        del self.backend.listeners[listener.id]
    del self.backend.services[service.id]
    return {"id": service.id, "arn": service.arn, "name": service.name, "status": "DELETE_IN_PROGRESS"}


@_answers("DeleteServiceNetwork", _NOT_IN_MOTO)
def _delete_service_network(self: VPCLatticeResponse) -> dict[str, Any]:
    network = _found(self.backend.service_networks, _named(self, "serviceNetworkIdentifier"))
    services = self.backend.service_network_service_associations.values()
    vpcs = self.backend.service_network_vpc_associations.values()
    endpoints = ec2_backends[self.current_account][self.region].vpc_end_points.values()
    _refuse(
        [each.id for each in (*services, *vpcs) if each.service_network_id == network.id]
        + [each.id for each in endpoints if getattr(each, "service_network_arn", None) == network.arn],
        network.id,
    )
    del self.backend.service_networks[network.id]
    return {}


@_answers("DeleteServiceNetworkServiceAssociation", _NOT_IN_MOTO)
def _delete_service_association(self: VPCLatticeResponse) -> dict[str, Any]:
    name = _named(self, "serviceNetworkServiceAssociationIdentifier")
    association = _found(self.backend.service_network_service_associations, name)
    del self.backend.service_network_service_associations[association.id]
    return {"id": association.id, "arn": association.arn, "status": "DELETE_IN_PROGRESS"}


@_answers("DeleteServiceNetworkVpcAssociation", _NOT_IN_MOTO)
def _delete_vpc_association(self: VPCLatticeResponse) -> dict[str, Any]:
    name = _named(self, "serviceNetworkVpcAssociationIdentifier")
    association = _found(self.backend.service_network_vpc_associations, name)
    del self.backend.service_network_vpc_associations[association.id]
    return {"id": association.id, "arn": association.arn, "status": "DELETE_IN_PROGRESS"}


@_answers("DeleteListener", _NOT_IN_MOTO)
def _delete_listener(self: VPCLatticeResponse) -> dict[str, Any]:
    listener = _found(self.backend.listeners, _named(self, "listenerIdentifier"))
    for rule in [
        each for each in self.backend.rules.values() if bare(each.listener_identifier) == listener.id
    ]:
        del self.backend.rules[rule.id]
    del self.backend.listeners[listener.id]
    return {}


@_answers("DeleteRule", _NOT_IN_MOTO)
def _delete_rule(self: VPCLatticeResponse) -> dict[str, Any]:
    rule = _found(self.backend.rules, _named(self, "ruleIdentifier"))
    del self.backend.rules[rule.id]
    return {}


@_answers("DeleteTargetGroup", _NOT_IN_MOTO)
def _delete_target_group(self: VPCLatticeResponse) -> dict[str, Any]:
    group = _found(self.backend.target_groups, _named(self, "targetGroupIdentifier"))
    users = {each.id: each.default_action for each in self.backend.listeners.values()}
    users |= {each.id: each.action for each in self.backend.rules.values()}
    _refuse([user for user, action in users.items() if group.id in json.dumps(action)], group.id)
    del self.backend.target_groups[group.id]
    return {"id": group.id, "arn": group.arn, "status": "DELETE_IN_PROGRESS"}


def _targets(self: VPCLatticeResponse) -> dict[tuple[str, int | None], dict[str, Any]]:
    """The targets of the request's group; they live on moto's object, so a reset forgets them too."""
    group = _found(self.backend.target_groups, _named(self, "targetGroupIdentifier"))
    targets: dict[tuple[str, int | None], dict[str, Any]] = group.__dict__.setdefault("targets", {})
    return targets


@_answers("RegisterTargets", "moto has no targets")
def _register_targets(self: VPCLatticeResponse) -> dict[str, Any]:
    targets, wanted = _targets(self), self._get_param("targets")
    for target in wanted:
        # A Lambda target has no health check, so AWS reports it as UNAVAILABLE for as long as it lives.
        targets[target["id"], target.get("port")] = {**target, "status": "UNAVAILABLE"}
    return {"successful": wanted, "unsuccessful": []}


@_answers("DeregisterTargets", "moto has no targets")
def _deregister_targets(self: VPCLatticeResponse) -> dict[str, Any]:
    targets, wanted = _targets(self), self._get_param("targets")
    for target in wanted:
        targets.pop((target["id"], target.get("port")), None)
    return {"successful": wanted, "unsuccessful": []}


@_answers("ListTargets", "moto has no targets")
def _list_targets(self: VPCLatticeResponse) -> dict[str, Any]:
    asked = {target["id"] for target in self._get_param("targets") or []}
    return {"items": [each for each in _targets(self).values() if not asked or each["id"] in asked]}


def _cell() -> str:
    """The label between a Lattice id and the service's own domain."""
    return secrets.token_hex(4)[:7]
