"""Switches of the Application Recovery Controller (ARC), one per region."""

from collections.abc import Sequence

from cdktf import Fn
from cdktf_cdktf_provider_aws.route53_health_check import Route53HealthCheck
from cdktf_cdktf_provider_aws.route53_recoverycontrolconfig_cluster import Route53RecoverycontrolconfigCluster
from cdktf_cdktf_provider_aws.route53_recoverycontrolconfig_control_panel import (
    Route53RecoverycontrolconfigControlPanel,
)
from cdktf_cdktf_provider_aws.route53_recoverycontrolconfig_routing_control import (
    Route53RecoverycontrolconfigRoutingControl,
)
from cdktf_cdktf_provider_aws.route53_recoverycontrolconfig_safety_rule import (
    Route53RecoverycontrolconfigSafetyRule,
    Route53RecoverycontrolconfigSafetyRuleRuleConfig,
)
from constructs import Construct

from config.health_routing_control import RoutingControls as RoutingControlsConfig
from config.regions import Region
from constructs_lib.dns.health import REPLACED_WHILE_IN_USE, Check
from constructs_lib.providers import RegionScope


class RoutingControls(Construct):
    """`aws_route53recoverycontrolconfig_*`: a panel with one routing control and health check per region.

    The cluster exists or is created. Every control is off when it is created, and Terraform cannot turn it
    on: until an operator has done so, at the cluster's own endpoints, all regions count as unhealthy. A
    safety rule refuses the change that would turn off the last one.
    """

    def __init__(
        self,
        scope: Construct,
        id_: str,
        *,
        edge: RegionScope,
        regions: Sequence[Region],
        config: RoutingControlsConfig,
    ) -> None:
        """`regions` are two or more. The API is in us-west-2, whatever the provider's region."""
        super().__init__(scope, id_)
        self._edge = edge
        self.cluster_endpoints: str | None = None
        """Where switches are turned, as JSON; None for a cluster that existed: its owner knows them."""
        self._cluster_arn = config.cluster_arn or self._cluster()
        panel = Route53RecoverycontrolconfigControlPanel(
            self, "panel", provider=edge.provider, name=edge.naming.name(), cluster_arn=self._cluster_arn
        )
        self.control_panel_arn: str = panel.arn
        self.control_arns: dict[str, str] = {region.name: self._control(region) for region in regions}
        """By region: what an operator turns on and off."""
        Route53RecoverycontrolconfigSafetyRule(
            self,
            "one-is-on",
            provider=edge.provider,
            name=edge.naming.name("one-is-on"),
            control_panel_arn=self.control_panel_arn,
            asserted_controls=list(self.control_arns.values()),
            rule_config=Route53RecoverycontrolconfigSafetyRuleRuleConfig(
                type="ATLEAST", threshold=1, inverted=False
            ),
            wait_period_ms=config.wait_period_ms,
        )
        self.checks: dict[str, Check] = {
            region.name: self._check(region, self.control_arns[region.name]) for region in regions
        }
        """By region: healthy while its control is on; a part of the region's readiness."""

    def _cluster(self) -> str:
        cluster = Route53RecoverycontrolconfigCluster(
            self, "cluster", provider=self._edge.provider, name=self._edge.naming.name()
        )
        self.cluster_endpoints = Fn.jsonencode(cluster.cluster_endpoints)
        return cluster.arn

    def _control(self, region: Region) -> str:
        control = Route53RecoverycontrolconfigRoutingControl(
            self,
            f"control-{region.name}",
            provider=self._edge.provider,
            name=self._edge.naming.name(region.name),
            cluster_arn=self._cluster_arn,
            control_panel_arn=self.control_panel_arn,
        )
        return control.arn

    def _check(self, region: Region, control_arn: str) -> Check:
        check = Route53HealthCheck(
            self,
            f"check-{region.name}",
            provider=self._edge.provider,
            type="RECOVERY_CONTROL",
            routing_control_arn=control_arn,
            tags=self._edge.tags(
                Name=self._edge.naming.name(region.name, "control"), Region=region.name, Role=region.role
            ),
            lifecycle=REPLACED_WHILE_IN_USE,
        )
        return Check(id=check.id, kind="routing-control")
