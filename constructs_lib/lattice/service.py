"""A Lattice service in one region, answered by a function under the name that all regions share."""

from cdktf_cdktf_provider_aws.lambda_permission import LambdaPermission
from cdktf_cdktf_provider_aws.vpclattice_listener import (
    VpclatticeListener,
    VpclatticeListenerDefaultAction,
    VpclatticeListenerDefaultActionForward,
    VpclatticeListenerDefaultActionForwardTargetGroups,
)
from cdktf_cdktf_provider_aws.vpclattice_service import VpclatticeService
from cdktf_cdktf_provider_aws.vpclattice_service_network_service_association import (
    VpclatticeServiceNetworkServiceAssociation,
)
from cdktf_cdktf_provider_aws.vpclattice_target_group import (
    VpclatticeTargetGroup,
    VpclatticeTargetGroupConfigA,
)
from cdktf_cdktf_provider_aws.vpclattice_target_group_attachment import (
    VpclatticeTargetGroupAttachment,
    VpclatticeTargetGroupAttachmentTarget,
)
from constructs import Construct

from constructs_lib.compute.function import Function
from constructs_lib.lattice.service_network import IAM_AUTH, ServiceNetwork
from constructs_lib.network.security_group import HTTPS
from constructs_lib.providers import RegionScope


class LatticeService(Construct):
    """`aws_vpclattice_service` with an HTTPS listener that forwards to one LAMBDA target group.

    The service answers to its custom name only (F3): the name that every region's service shares,
    covered by a certificate of this region.
    """

    def __init__(
        self,
        scope: Construct,
        id_: str,
        *,
        region: RegionScope,
        service_network: ServiceNetwork,
        custom_name: str,
        certificate_arn: str,
        function: Function,
    ) -> None:
        super().__init__(scope, id_)
        provider = region.provider
        service = VpclatticeService(
            self,
            "service",
            provider=provider,
            name=region.naming.name(limit=40),
            auth_type=IAM_AUTH,
            custom_domain_name=custom_name,
            certificate_arn=certificate_arn,
            tags=region.tags(),
        )
        self.id: str = service.id
        self.arn: str = service.arn
        VpclatticeListener(
            self,
            "https",
            provider=provider,
            name="https",
            service_identifier=self.id,
            protocol="HTTPS",
            port=HTTPS,
            default_action=VpclatticeListenerDefaultAction(
                forward=[
                    VpclatticeListenerDefaultActionForward(
                        target_groups=[
                            VpclatticeListenerDefaultActionForwardTargetGroups(
                                target_group_identifier=self._target(region, function), weight=100
                            )
                        ]
                    )
                ]
            ),
            tags=region.tags(),
        )
        self.network_association = VpclatticeServiceNetworkServiceAssociation(
            self,
            "network",
            provider=provider,
            service_identifier=self.id,
            service_network_identifier=service_network.id,
            tags=region.tags(),
        )
        """What makes the service reachable in its network; an endpoint must wait for it to list it."""

    def _target(self, region: RegionScope, function: Function) -> str:
        """The target group's id, usable once the function is in it and may be called by it."""
        group = VpclatticeTargetGroup(
            self,
            "target",
            provider=region.provider,
            name=region.naming.name(limit=128),
            type="LAMBDA",
            config=VpclatticeTargetGroupConfigA(lambda_event_structure_version="V2"),
            tags=region.tags(),
        )
        permission = LambdaPermission(
            self,
            "permission",
            provider=region.provider,
            statement_id="vpc-lattice",
            action="lambda:InvokeFunction",
            function_name=function.name,
            principal="vpc-lattice.amazonaws.com",
            source_arn=group.arn,
        )
        attachment = VpclatticeTargetGroupAttachment(
            self,
            "target-function",
            provider=region.provider,
            target_group_identifier=group.id,
            target=VpclatticeTargetGroupAttachmentTarget(id=function.arn),
            depends_on=[permission],
        )
        return attachment.target_group_identifier
