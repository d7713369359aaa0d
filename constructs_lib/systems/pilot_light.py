"""`pilot-light`: an application and its database in one region, and in another what can take their place."""

from collections.abc import Mapping

from cdktf import TerraformOutput, TerraformStack
from constructs import Construct

from config.pilot_light import PilotLight as PilotLightConfig
from constructs_lib.assets import function_code
from constructs_lib.compute.application import Application
from constructs_lib.compute.user_data import user_data_of
from constructs_lib.database.connection import Connection, publish_connection
from constructs_lib.database.replicated import ReplicatedDatabase
from constructs_lib.database.watched import watched_instance
from constructs_lib.dns.public_certificates import PublicCertificates
from constructs_lib.dns.public_zone import PublicZone
from constructs_lib.failover.controller import FailoverController, Standby
from constructs_lib.failover.database_step import ReplicaStep
from constructs_lib.failover.traffic import FailoverTraffic, Names
from constructs_lib.monitoring.deployment_monitoring import DeploymentMonitoring
from constructs_lib.monitoring.health_events import backup_scope
from constructs_lib.monitoring.watched import WatchedHealthCheck, WatchedRegion
from constructs_lib.network.region_networks import region_networks
from constructs_lib.systems.beginning import begin

AWS_HEALTH_SERVICES = (
    "APIGATEWAY",
    "AUTOSCALING",
    "EC2",
    "ELASTICLOADBALANCING",
    "LAMBDA",
    "RDS",
    "ROUTE53",
    "SECRETSMANAGER",
    "SSM",
    "VPC",
)
"""The services whose events concern this system, by AWS Health's codes."""


class PilotLightStack(TerraformStack):
    """Both regions in one state: networks, application, database and replica, names, and the controller.

    What is in a region has the region in its address: when the roles change, nothing is left behind in one
    region because its address now means the other. A state with both regions cannot be refreshed while one
    is down (F29). The failover needs no Terraform.
    """

    def __init__(self, scope: Construct, id_: str, *, deployment: PilotLightConfig) -> None:
        super().__init__(scope, id_)
        providers = begin(self, deployment)
        self._deployment = deployment
        self._parameters = f"/holdfast/{deployment.stack_name}"
        """Beginning of the names of all parameters that a failover reads and writes."""
        self._primary, self._standby = deployment.primary, deployment.standby
        self._scopes = {region.name: providers.region(region) for region in deployment.in_order}
        self._edge = providers.global_edge()
        self._health_backup = backup_scope(providers, deployment.monitoring, self._scopes)
        self._places = {region.name: Construct(self, region.name) for region in deployment.in_order}
        self._zone = PublicZone(self, "zone", edge=providers.dns(), zone=deployment.domain.zone)
        self._networks = region_networks(
            self._places,
            scopes=self._scopes,
            regions=deployment.in_order,
            tiers=deployment.network,
            log_retention_days=deployment.monitoring.log_retention_days,
        )
        self._database = ReplicatedDatabase(
            self,
            "database",
            primary=self._scopes[self._primary.name],
            standby=self._scopes[self._standby.name],
            secret_home=self._scopes[deployment.regions[0].name],
            networks={name: network.record for name, network in self._networks.items()},
            database=deployment.database,
            log_retention_days=deployment.monitoring.log_retention_days,
        )
        self._applications = self._make_applications(self._certificates())
        self._publish_connection()
        self._traffic = self._make_traffic()
        self._controller = self._make_controller()
        self._watch()
        self._tell()

    def _certificates(self) -> Mapping[str, str]:
        domain = self._deployment.domain
        if domain.certificate_arns:
            return domain.certificate_arns
        return PublicCertificates(
            self,
            "certificates",
            edge=self._edge,
            regions=list(self._scopes.values()),
            zone=self._zone.hosted,
            name=domain.name,
        ).arns

    def _make_applications(self, certificate_arns: Mapping[str, str]) -> dict[str, Application]:
        compute = self._deployment.compute
        user_data = user_data_of(compute)
        applications = {}
        for region in self._deployment.in_order:
            name, network = region.name, self._networks[region.name]
            application = applications[name] = Application(
                self._places[name],
                "application",
                region=self._scopes[name],
                role=region.role,
                network=network.record,
                compute=compute,
                certificate_arn=certificate_arns[name],
                user_data=user_data,
                connection_parameter=self._connection_parameter,
                database_port=self._deployment.database.port,
                statements=self._database.login_statements(self._scopes[name]),
                after=network.ways_out,
            )
            self._database.instances[name].access.let_in("application", application.security_group_id)
        return applications

    @property
    def _connection_parameter(self) -> str:
        return f"{self._parameters}/database"

    def _publish_connection(self) -> None:
        database, writer = self._deployment.database, self._database.writer.record
        publish_connection(
            self._places[writer.region],
            "connection",
            region=self._scopes[writer.region],
            parameter=self._connection_parameter,
            connection=Connection(
                endpoint=writer.address,
                port=writer.port,
                engine=database.engine,
                database=database.name,
                username=database.master_user,
            ),
        )

    def _make_traffic(self) -> FailoverTraffic:
        deployment = self._deployment
        return FailoverTraffic(
            self,
            "traffic",
            edge=self._edge,
            standby_scope=self._scopes[self._standby.name],
            primary=self._primary,
            entrances={name: application.load_balancer for name, application in self._applications.items()},
            zone=self._zone.hosted,
            names=Names(
                application=deployment.domain.name,
                witness=deployment.domain.witness,
                witness_ttl=deployment.failover.witness_ttl,
            ),
            health_path=deployment.compute.health.path,
            timing=deployment.health.timing,
            log_retention_days=deployment.monitoring.log_retention_days,
        )

    def _make_controller(self) -> FailoverController:
        deployment = self._deployment
        application = self._applications[self._standby.name]
        return FailoverController(
            self._places[self._standby.name],
            "failover",
            edge=self._edge,
            region=self._scopes[self._standby.name],
            primary=self._primary.name,
            standby=Standby(
                database=ReplicaStep(identifier=self._database.replica.record.identifier),
                group=application.group,
                target_group_arn=application.target_group.arn,
                parameters=self._parameters,
            ),
            witness_name=deployment.domain.witness,
            primary_check=self._traffic.primary_check,
            failover=deployment.failover,
            objective_minutes=deployment.objectives.rto_minutes,
            code=function_code(self, function="failover_controller"),
            emails=deployment.monitoring.emails,
            webhooks=deployment.monitoring.webhooks,
            log_retention_days=deployment.monitoring.log_retention_days,
        )

    def _watch(self) -> None:
        deployment = self._deployment
        primary, standby = self._primary.name, self._standby.name
        rpo = deployment.objectives.rpo_seconds
        DeploymentMonitoring(
            self,
            "monitoring",
            edge=self._edge,
            scopes=self._scopes,
            regions=[
                WatchedRegion(
                    name=primary,
                    role="primary",
                    resources=[
                        *self._applications[primary].watched,
                        watched_instance(self._database.writer.record, deployment.database),
                    ],
                    health_check=WatchedHealthCheck(id=self._traffic.readiness.id, endpoint=False),
                    # The shared name, seen from the standby: no other has a certificate that fits.
                    public_url=f"https://{deployment.domain.name}{deployment.compute.health.path}",
                ),
                WatchedRegion(
                    name=standby,
                    role="standby",
                    resources=[
                        *self._applications[standby].watched,
                        watched_instance(self._database.replica.record, deployment.database, rpo_seconds=rpo),
                        *self._controller.watched,
                        *self._traffic.switch.watched,
                    ],
                ),
            ],
            monitoring=deployment.monitoring,
            health_services=AWS_HEALTH_SERVICES,
            health_backup=self._health_backup,
        )

    def _tell(self) -> None:
        """Flat names, one value each, so that `terraform output -raw` serves scripts."""
        outputs = {
            "application_name": self._deployment.domain.name,
            "witness_name": self._deployment.domain.witness,
            "zone_id": self._zone.id,
            "health_check_id": self._traffic.primary_check.id,
            "controller_name": self._controller.function_name,
            "failover_topic_arn": self._controller.topic_arn,
            "takeover_on": self._traffic.switch.take_over_command,
            "takeover_off": self._traffic.switch.give_back_command,
        }
        if self._zone.delegation:
            outputs["delegation"] = self._zone.delegation
        for region in self._deployment.in_order:
            outputs |= {
                f"load_balancer_name_{region.alias}": self._applications[region.name].load_balancer.dns_name,
                f"database_{region.alias}": self._database.instances[region.name].record.identifier,
                f"group_{region.alias}": self._applications[region.name].group.name,
            }
        for name, value in outputs.items():
            TerraformOutput(self, name, value=value)
