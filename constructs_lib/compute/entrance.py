"""An Application Load Balancer on the internet, its listeners and its target group."""

from collections.abc import Sequence

from cdktf import ITerraformDependable, TerraformResourceLifecycle
from cdktf_cdktf_provider_aws.lb import Lb, LbAccessLogs
from cdktf_cdktf_provider_aws.lb_listener import (
    LbListener,
    LbListenerDefaultAction,
    LbListenerDefaultActionRedirect,
)
from cdktf_cdktf_provider_aws.lb_target_group import LbTargetGroup, LbTargetGroupHealthCheck
from constructs import Construct

from config.compute import Compute
from constructs_lib.compute.application_record import LoadBalancerRecord, TargetGroupRecord
from constructs_lib.compute.load_balancer_log import LoadBalancerLog
from constructs_lib.compute.origin_lock import OriginLock, OriginRules, refusal
from constructs_lib.naming import Naming
from constructs_lib.network.access_list import HTTP, HTTPS
from constructs_lib.network.tier_record import TieredNetworkRecord
from constructs_lib.providers import RegionScope

LONGEST_NAME = 32


def load_balancer_name(naming: Naming) -> str:
    """What the load balancer of each region is called: known without reading any of them (F31)."""
    return naming.name("app", limit=LONGEST_NAME)


class Entrance(Construct):
    """`aws_lb`, `aws_lb_target_group`, two `aws_lb_listener` (HTTPS, HTTP), and the bucket of the logs.

    With a lock there is no listener for HTTP, and that for HTTPS answers 403 but to the edge and to Route 53.
    """

    def __init__(
        self,
        scope: Construct,
        id_: str,
        *,
        region: RegionScope,
        network: TieredNetworkRecord,
        compute: Compute,
        certificate_arn: str,
        security_group_ids: Sequence[str],
        lock: OriginLock | None = None,
    ) -> None:
        """`certificate_arn` is one of this region's, already validated."""
        super().__init__(scope, id_)
        self._region = region
        settings = compute.load_balancer
        log = LoadBalancerLog(
            self,
            "log",
            region=region,
            keep_days=settings.keep_logs_days,
            destroy_with_contents=settings.destroy_logs,
        )
        balancer = Lb(
            self,
            "balancer",
            provider=region.provider,
            name=load_balancer_name(region.naming),
            load_balancer_type="application",
            internal=False,
            ip_address_type="ipv4",
            subnets=list(network.public.subnet_ids),
            security_groups=list(security_group_ids),
            access_logs=LbAccessLogs(bucket=log.bucket, enabled=True),
            client_keep_alive=settings.client_keep_alive_seconds,
            idle_timeout=settings.idle_timeout_seconds,
            drop_invalid_header_fields=True,
            enable_deletion_protection=settings.deletion_protection,
            tags=region.tags(),
            depends_on=log.writable or None,
        )
        arn = balancer.arn
        self.load_balancer = LoadBalancerRecord(
            arn=arn,
            arn_suffix=balancer.arn_suffix,
            name=balancer.name,
            dns_name=balancer.dns_name,
            zone_id=balancer.zone_id,
        )
        targets = self._targets(network.vpc_id, compute)
        https = self._listener(
            "https",
            arn,
            HTTPS,
            refusal() if lock else LbListenerDefaultAction(type="forward", target_group_arn=targets.arn),
            certificate_arn=certificate_arn,
            ssl_policy=settings.tls_policy,
        )
        self.target_group = TargetGroupRecord(arn=targets.arn, arn_suffix=targets.arn_suffix)
        self.listener: ITerraformDependable = https
        """Whoever scales by requests waits for it: until then the target group has no load balancer."""
        if lock:
            self.listener = OriginRules(
                self,
                "rules",
                region=region,
                listener_arn=https.arn,
                target_group_arn=targets.arn,
                lock=lock,
            ).edge
        else:
            self._to_https(arn)

    def _to_https(self, load_balancer_arn: str) -> None:
        self._listener(
            "http",
            load_balancer_arn,
            HTTP,
            LbListenerDefaultAction(
                type="redirect",
                redirect=LbListenerDefaultActionRedirect(
                    port=str(HTTPS), protocol="HTTPS", status_code="HTTP_301"
                ),
            ),
        )

    def _targets(self, vpc_id: str, compute: Compute) -> LbTargetGroup:
        health = compute.health
        return LbTargetGroup(
            self,
            "targets",
            provider=self._region.provider,
            # A port cannot be changed; with it in the name, the new group can be there before the old goes.
            name=self._region.naming.name(str(compute.port), limit=LONGEST_NAME),
            target_type="instance",
            vpc_id=vpc_id,
            port=compute.port,
            protocol="HTTP",
            deregistration_delay=str(compute.deregistration_delay_seconds),
            health_check=LbTargetGroupHealthCheck(
                enabled=True,
                protocol="HTTP",
                port="traffic-port",
                path=health.path,
                matcher=health.status,
                interval=health.interval_seconds,
                timeout=health.timeout_seconds,
                healthy_threshold=health.healthy,
                unhealthy_threshold=health.unhealthy,
            ),
            tags=self._region.tags(),
            lifecycle=TerraformResourceLifecycle(create_before_destroy=True),
        )

    def _listener(
        self,
        id_: str,
        load_balancer_arn: str,
        port: int,
        action: LbListenerDefaultAction,
        *,
        certificate_arn: str | None = None,
        ssl_policy: str | None = None,
    ) -> LbListener:
        return LbListener(
            self,
            id_,
            provider=self._region.provider,
            load_balancer_arn=load_balancer_arn,
            port=port,
            protocol="HTTPS" if certificate_arn else "HTTP",
            certificate_arn=certificate_arn,
            ssl_policy=ssl_policy,
            default_action=[action],
            tags=self._region.tags(),
        )
