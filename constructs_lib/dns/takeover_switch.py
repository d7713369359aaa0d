"""A switch in the standby region with which an operator moves traffic to it."""

from cdktf import TerraformResourceLifecycle
from cdktf_cdktf_provider_aws.ssm_parameter import SsmParameter
from constructs import Construct

from config.health import HealthCheck
from config.lattice import Throttle
from config.regions import Region
from constructs_lib.assets import FunctionCode
from constructs_lib.compute.function import Function
from constructs_lib.dns.check_entrance import CheckEntrance
from constructs_lib.dns.health import Check, Endpoint, EndpointCheck
from constructs_lib.dns.watched_switch import WatchedSwitch
from constructs_lib.iam.policy import Statement
from constructs_lib.monitoring.watched import Watched
from constructs_lib.providers import RegionScope

PATH = "/takeover"
MEMORY_MB = 512
"""Processor time grows with memory, and a cold start has to load the SDK within Route 53's 2 s (F9)."""
TIMEOUT_SECONDS = 5


class TakeoverSwitch(Construct):
    """`aws_ssm_parameter`, a function that reads it behind a public entrance, and the check that asks it.

    All but the check are in the standby region: turning the switch touches nothing in the primary's, nor
    Route 53's own control plane (F8). The check is inverted and looks for one text that nothing else
    answers with, so that a broken switch, or a standby region that is down, leaves traffic with the primary.
    As every inverted check it begins unhealthy, until the checkers have asked (F9).
    """

    def __init__(
        self,
        scope: Construct,
        id_: str,
        *,
        edge: RegionScope,
        standby_scope: RegionScope,
        primary: Region,
        code: FunctionCode,
        timing: HealthCheck,
        log_retention_days: int,
    ) -> None:
        """`code` is the packaged `takeover_switch`; `timing` is that of the primary's own check."""
        super().__init__(scope, id_)
        standby = standby_scope
        deployment = standby.naming.name()
        taken_over = f"{deployment}: {standby.name} has taken over from {primary.name}"
        self.region: str = standby.name
        self.parameter_name = f"/holdfast/{deployment}/takeover"
        SsmParameter(
            self,
            "parameter",
            provider=standby.provider,
            name=self.parameter_name,
            description="on: the standby region has taken over. off: health checks decide.",
            type="String",
            insecure_value="off",
            allowed_pattern="^(on|off)$",
            tags=standby.tags(),
            # Made once and never written again: every write would carry a value, and could undo a failover.
            lifecycle=TerraformResourceLifecycle(
                ignore_changes=["allowed_pattern", "description", "insecure_value", "value"]
            ),
        )
        function = Function(
            self,
            "function",
            region=standby,
            what="takeover",
            description=f"Tells Route 53 whether {standby.name} has taken over from {primary.name}",
            code=code,
            environment={"PARAMETER": self.parameter_name, "TAKEN_OVER": taken_over},
            memory_mb=MEMORY_MB,
            timeout_seconds=TIMEOUT_SECONDS,
            log_retention_days=log_retention_days,
            statements=[
                Statement(
                    sid="ReadSwitch",
                    actions=["ssm:GetParameter"],
                    resources=[standby.arn("ssm", f"parameter{self.parameter_name}")],
                )
            ],
        )
        entrance = CheckEntrance(
            self,
            "entrance",
            region=standby,
            what="takeover",
            description=f"Whether {standby.name} has taken over from {primary.name}",
            path=PATH,
            function=function,
            timeout_seconds=TIMEOUT_SECONDS,
            throttle=Throttle(),
            log_retention_days=log_retention_days,
        )
        self.watched: tuple[Watched, ...] = (
            WatchedSwitch(what="takeover", name=function.name, timeout_seconds=TIMEOUT_SECONDS),
            entrance.watched,
        )
        """For the standby's monitoring."""
        self.host: str = entrance.host
        """The entrance's public name."""
        self.primary_keeps: Check = EndpointCheck(
            self,
            "primary-keeps",
            edge=edge,
            region=primary,
            what=["keeps"],
            endpoint=Endpoint(protocol="HTTPS", port=443, host=entrance.host, path=PATH, contains=taken_over),
            timing=timing.model_copy(update={"measure_latency": False}),
            inverted=True,
        ).check
        """Healthy unless the standby has taken over: a part of the primary's readiness."""

    @property
    def take_over_command(self) -> str:
        """What an operator runs to move traffic to the standby."""
        return self._command("on")

    @property
    def give_back_command(self) -> str:
        """What an operator runs to let the health checks decide again."""
        return self._command("off")

    def _command(self, value: str) -> str:
        return (
            f"aws ssm put-parameter --region {self.region} "
            f"--name {self.parameter_name} --value {value} --overwrite"
        )
