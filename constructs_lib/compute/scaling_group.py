"""The group that keeps a region's instances, or none while it waits."""

from collections.abc import Mapping, Sequence

from cdktf import ITerraformDependable, TerraformResourceLifecycle
from cdktf_cdktf_provider_aws.autoscaling_group import (
    AutoscalingGroup,
    AutoscalingGroupInstanceRefresh,
    AutoscalingGroupInstanceRefreshPreferences,
    AutoscalingGroupLaunchTemplate,
    AutoscalingGroupTag,
)
from cdktf_cdktf_provider_aws.autoscaling_policy import (
    AutoscalingPolicy,
    AutoscalingPolicyTargetTrackingConfiguration,
    AutoscalingPolicyTargetTrackingConfigurationPredefinedMetricSpecification,
)
from constructs import Construct

from config.compute import Compute, GroupSize
from config.compute_image import ImageIds
from config.regions import RegionRole
from constructs_lib.compute.application_record import GroupRecord, TargetGroupRecord
from constructs_lib.compute.launch_template import TemplateVersion
from constructs_lib.providers import RegionScope

NO_INSTANCES = 0
IGNORED_IN_STANDBY = ["min_size", "max_size", "desired_capacity"]
"""What a failover sets: a plan that knew better would scale a woken standby back to nothing (F21)."""
IGNORED_IN_PRIMARY = ["desired_capacity"]
"""What target tracking sets."""
METRICS = ["GroupDesiredCapacity", "GroupInServiceInstances", "GroupPendingInstances", "GroupTotalInstances"]
"""Free, by the minute."""


class ScalingGroup(Construct):
    """`aws_autoscaling_group` and its `aws_autoscaling_policy`, at the same addresses in both roles.

    A new template is rolled out by instance refresh, new instances before old ones go. Terraform waits for no
    instance: one that does not become healthy is for the alarms to tell, where an apply that fails would
    leave a group that the next apply replaces.
    """

    def __init__(
        self,
        scope: Construct,
        id_: str,
        *,
        region: RegionScope,
        role: RegionRole,
        compute: Compute,
        subnet_ids: Sequence[str],
        template: TemplateVersion,
        target_group: TargetGroupRecord,
        load_balancer_arn_suffix: str,
        tags: Mapping[str, str],
        after: Sequence[ITerraformDependable],
        standby_size: GroupSize | None = None,
    ) -> None:
        """`tags` go on instances as they start, since a group's default tags do not; `after` must be there
        before the first one does. `standby_size` is what a standby begins with; None: no instance."""
        super().__init__(scope, id_)
        waiting = role == "standby"
        size = compute.size
        first = standby_size if waiting else size
        group = AutoscalingGroup(
            self,
            "group",
            provider=region.provider,
            name=region.naming.name(),
            min_size=first.min if first else NO_INSTANCES,
            max_size=first.max if first else NO_INSTANCES,
            desired_capacity=first.desired if first else NO_INSTANCES,
            vpc_zone_identifier=list(subnet_ids),
            launch_template=AutoscalingGroupLaunchTemplate(id=template.id, version=template.version),
            target_group_arns=[target_group.arn],
            health_check_type="ELB",
            health_check_grace_period=compute.grace_seconds,
            default_instance_warmup=compute.warmup_seconds,
            enabled_metrics=METRICS,
            wait_for_capacity_timeout="0",
            instance_refresh=AutoscalingGroupInstanceRefresh(
                strategy="Rolling",
                preferences=AutoscalingGroupInstanceRefreshPreferences(
                    min_healthy_percentage=100,
                    max_healthy_percentage=200,
                    # AWS can go back only to an image that a template names by its id.
                    auto_rollback=isinstance(compute.image, ImageIds),
                ),
            ),
            tag=[
                AutoscalingGroupTag(key=key, value=value, propagate_at_launch=True)
                for key, value in sorted(tags.items())
            ],
            lifecycle=TerraformResourceLifecycle(
                ignore_changes=IGNORED_IN_STANDBY if waiting else IGNORED_IN_PRIMARY
            ),
            depends_on=list(after),
        )
        group_name = group.name
        scaling = compute.scaling
        by_requests = scaling.metric == "requests"
        AutoscalingPolicy(
            self,
            "load",
            provider=region.provider,
            name=region.naming.name("load"),
            autoscaling_group_name=group_name,
            policy_type="TargetTrackingScaling",
            # In a standby too: it can do nothing in a group that may have no instance, and a woken standby
            # has to follow its load without an apply.
            target_tracking_configuration=AutoscalingPolicyTargetTrackingConfiguration(
                target_value=scaling.target,
                predefined_metric_specification=(
                    AutoscalingPolicyTargetTrackingConfigurationPredefinedMetricSpecification(
                        predefined_metric_type="ALBRequestCountPerTarget"
                        if by_requests
                        else "ASGAverageCPUUtilization",
                        resource_label=f"{load_balancer_arn_suffix}/{target_group.arn_suffix}"
                        if by_requests
                        else None,
                    )
                ),
            ),
        )
        self.record = GroupRecord(
            name=group_name, arn=group.arn, min=size.min, max=size.max, desired=size.desired
        )
