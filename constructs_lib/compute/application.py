"""An application in one region: instances in private subnets behind a load balancer on the internet."""

from collections.abc import Mapping, Sequence

from cdktf import ITerraformDependable
from constructs import Construct

from config.compute import Compute, GroupSize
from config.regions import RegionRole
from constructs_lib.compute.application_security import ApplicationSecurity
from constructs_lib.compute.entrance import Entrance
from constructs_lib.compute.instance_role import InstanceRole
from constructs_lib.compute.launch_template import InstanceTemplate
from constructs_lib.compute.origin_lock import OriginLock
from constructs_lib.compute.scaling_group import ScalingGroup
from constructs_lib.compute.user_data import encoded
from constructs_lib.iam.policy import Statement
from constructs_lib.monitoring.kinds.load_balancer import WatchedLoadBalancer, WatchedTargetGroup
from constructs_lib.monitoring.watched import Watched
from constructs_lib.network.tier_record import TieredNetworkRecord
from constructs_lib.providers import RegionScope


class Application(Construct):
    """All of it, the same in a primary and in a standby region but for the group's size (F21)."""

    def __init__(
        self,
        scope: Construct,
        id_: str,
        *,
        region: RegionScope,
        role: RegionRole,
        network: TieredNetworkRecord,
        compute: Compute,
        certificate_arn: str,
        user_data: str,
        connection_parameter: str,
        database_port: int | None = None,
        statements: Sequence[Statement] = (),
        after: Sequence[ITerraformDependable] = (),
        standby_size: GroupSize | None = None,
        lock: OriginLock | None = None,
    ) -> None:
        """`user_data` is the script's text. `connection_parameter` is the SSM parameter, of this name in each
        region, that tells instances where their database is; `database_port` opens the way there, and
        `statements` are what they may do beside reading it. `after`: the network's ways out. `standby_size`:
        what a standby's group begins with; None: no instance. `lock` shuts out everybody but the edge; None:
        the load balancer is open to the internet.
        """
        super().__init__(scope, id_)
        tags = {**lasting_tags(region), **region.tags(Name=region.naming.name())}
        security = ApplicationSecurity(
            self,
            "security",
            region=region,
            network=network,
            port=compute.port,
            egress_ports=compute.egress_ports,
            database_port=database_port,
            locked=lock is not None,
        )
        entrance = Entrance(
            self,
            "entrance",
            region=region,
            network=network,
            compute=compute,
            certificate_arn=certificate_arn,
            security_group_ids=security.load_balancer_ids,
            lock=lock,
        )
        instance_role = InstanceRole(
            self,
            "instance",
            region=region,
            connection_parameter=connection_parameter,
            statements=statements,
        )
        template = InstanceTemplate(
            self,
            "template",
            region=region,
            compute=compute,
            security_group_id=security.instances_id,
            profile_arn=instance_role.profile_arn,
            user_data=encoded(
                user_data,
                {
                    "HOLDFAST_DEPLOYMENT": region.naming.name(),
                    "HOLDFAST_REGION": region.name,
                    "HOLDFAST_CONNECTION_PARAMETER": connection_parameter,
                    "HOLDFAST_PORT": str(compute.port),
                },
            ),
            tags=tags,
        )
        group = ScalingGroup(
            self,
            "scaling",
            region=region,
            role=role,
            compute=compute,
            subnet_ids=network.private.subnet_ids,
            template=template.latest,
            target_group=entrance.target_group,
            load_balancer_arn_suffix=entrance.load_balancer.arn_suffix,
            tags=tags,
            after=[entrance.listener, instance_role.policy, *after],
            standby_size=standby_size,
        )
        self.load_balancer = entrance.load_balancer
        self.target_group = entrance.target_group
        self.group = group.record
        self.security_group_id: str = security.instances_id
        """The instances': the database lets it in."""
        expected = standby_size if role == "standby" else compute.size
        self.watched: tuple[Watched, ...] = (
            WatchedLoadBalancer(what="entrance", arn_suffix=self.load_balancer.arn_suffix),
            WatchedTargetGroup(
                what="application",
                arn_suffix=self.target_group.arn_suffix,
                load_balancer_arn_suffix=self.load_balancer.arn_suffix,
                expected_targets=expected.min if expected else 0,
            ),
        )


def lasting_tags(region: RegionScope) -> Mapping[str, str]:
    """The provider's default tags, which it puts on what Terraform makes, and not on what a group starts.

    Without the region's role: when roles are exchanged, no instance that serves should be replaced for it.
    """
    blocks = region.provider.default_tags_input
    tags: dict[str, str] = {}
    for block in blocks if isinstance(blocks, list) else []:
        tags.update(block.tags or {})
    return {key: value for key, value in tags.items() if key != "Role"}
