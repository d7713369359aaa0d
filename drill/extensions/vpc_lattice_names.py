"""VPC Lattice: names, ids and ARNs as AWS gives and takes them."""

import secrets
from collections.abc import Callable
from types import SimpleNamespace

from moto.vpclattice import models
from moto.vpclattice.models import VPCLatticeBackend

from drill.extensions.registry import extends, replaces
from drill.extensions.vpc_lattice_answer import SERVICE, ConflictError, bare

replaces(
    models,
    "uuid",
    # moto cuts a UUID, dashes included, to 17 characters.
    SimpleNamespace(uuid4=lambda: f"0{secrets.token_hex(8)}"),
    service=SERVICE,
    action="(ids)",
    reason="ids are 17 hexadecimal digits, as the provider and the names made of them expect",
)


def _also_by_arn(method: str, parameter: str, action: str) -> None:
    """Let moto's method take an ARN where it takes an id."""
    by_id: Callable[..., object] = getattr(VPCLatticeBackend, method)

    @extends(
        VPCLatticeBackend,
        method,
        service=SERVICE,
        action=action,
        reason="AWS takes an ARN where it takes an id; moto knows ids only",
    )
    def _by_either(self: VPCLatticeBackend, *arguments: str, **others: object) -> object:
        if arguments:
            return by_id(self, bare(arguments[0]), *arguments[1:], **others)
        return by_id(self, **{**others, parameter: bare(str(others[parameter]))})


_also_by_arn("get_service", "service_identifier", "GetService")
_also_by_arn("get_service_network", "service_network_identifier", "GetServiceNetwork")
_also_by_arn("get_target_group", "target_group_identifier", "GetTargetGroup")
_also_by_arn("create_access_log_subscription", "resourceIdentifier", "CreateAccessLogSubscription")


_moto_create_service: Callable[..., models.VPCLatticeService] = VPCLatticeBackend.create_service


@extends(
    VPCLatticeBackend,
    "create_service",
    service=SERVICE,
    action="CreateService",
    reason="the generated name is the custom name in moto; on AWS the two differ (F1)",
)
def _create_service(self: VPCLatticeBackend, *arguments: object, **named: object) -> models.VPCLatticeService:
    service = _moto_create_service(self, *arguments, **named)
    name = f"{service.name}-{service.id.removeprefix('svc-')}"
    service.dns_entry.domain_name = f"{name}.{_cell()}.vpc-lattice-svcs.{self.region_name}.on.aws"
    return service


_moto_associate_service: Callable[..., models.VPCLatticeServiceNetworkServiceAssociation] = (
    VPCLatticeBackend.create_service_network_service_association
)


@extends(
    VPCLatticeBackend,
    "create_service_network_service_association",
    service=SERVICE,
    action="CreateServiceNetworkServiceAssociation",
    reason="the association shows the service's own names, and a pair is associated once",
)
def _create_service_association(
    self: VPCLatticeBackend, *arguments: object, **named: object
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
        raise ConflictError(f"{association.service_id} is associated with this service network already")
    service = self.services[association.service_id]
    association.custom_domain_name = service.custom_domain_name
    association.dns_entry = service.dns_entry
    return association


_moto_create_rule: Callable[..., models.VPCLatticeRule] = VPCLatticeBackend.create_rule


@extends(
    VPCLatticeBackend,
    "create_rule",
    service=SERVICE,
    action="CreateRule",
    reason="the ARN doubles the word listener in moto",
)
def _create_rule(self: VPCLatticeBackend, *arguments: object, **named: object) -> models.VPCLatticeRule:
    rule = _moto_create_rule(self, *arguments, **named)
    rule.arn = rule.arn.replace("/listener/listener-listener-", "/listener/listener-")
    self.tag_resource(rule.arn, rule.tags)
    return rule


def _cell() -> str:
    """The label between a Lattice id and the service's own domain."""
    return secrets.token_hex(4)[:7]
