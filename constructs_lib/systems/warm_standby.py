"""`warm-standby`: the whole platform in two regions behind one edge, one of them with fewer instances."""

from cdktf import TerraformOutput, TerraformStack
from constructs import Construct

from config.warm_standby import WarmStandby as WarmStandbyConfig
from constructs_lib.assets import function_code
from constructs_lib.backup.paired_backup import PairedBackup
from constructs_lib.backup.restore_test import RestoreTarget
from constructs_lib.backup.selection_tag import backed_up
from constructs_lib.compute.application import Application
from constructs_lib.compute.entrance import load_balancer_name
from constructs_lib.compute.origin_lock import OriginLock
from constructs_lib.compute.user_data import user_data_of
from constructs_lib.database.connection import Connection, publish_connection
from constructs_lib.database.global_database import GlobalDatabase
from constructs_lib.dns.public_zone import PublicZone
from constructs_lib.edge.application_delivery import ApplicationDelivery
from constructs_lib.edge.delivered_certificates import delivered_certificates
from constructs_lib.edge.delivery_firewall import EntranceFirewall
from constructs_lib.failover.controller import FailoverController, Standby
from constructs_lib.failover.traffic import FailoverTraffic, Names
from constructs_lib.governance.recording import PairedRecording
from constructs_lib.monitoring.health_events import backup_scope
from constructs_lib.network.region_networks import region_networks
from constructs_lib.systems.beginning import begin
from constructs_lib.systems.warm_standby_monitoring import WatchedParts, watch


class WarmStandbyStack(TerraformStack):
    """Networks, application and database in both regions, one edge over them, names, and the controller.

    What is in a region has the region in its address: when the roles change, nothing is left behind in one
    region because its address now means the other.
    """

    def __init__(self, scope: Construct, id_: str, *, deployment: WarmStandbyConfig) -> None:
        super().__init__(scope, id_)
        providers = begin(self, deployment)
        self._deployment = deployment
        self._parameters = f"/holdfast/{deployment.stack_name}"
        """Beginning of the names of all parameters that a failover reads and writes."""
        self._primary, self._standby = deployment.primary, deployment.standby
        self._scopes = {region.name: providers.region(region) for region in deployment.in_order}
        self._edge = providers.global_edge()
        self._places = {region.name: Construct(self, region.name) for region in deployment.in_order}
        self._zone = PublicZone(self, "zone", edge=providers.dns(), zone=deployment.domain.zone)
        self._networks = region_networks(
            self._places,
            scopes=self._scopes,
            regions=deployment.in_order,
            tiers=deployment.network,
            log_retention_days=deployment.monitoring.log_retention_days,
        )
        self._database = GlobalDatabase(
            self,
            "database",
            primary=self._scopes[self._primary.name],
            standby=self._scopes[self._standby.name],
            secret_home=self._scopes[deployment.regions[0].name],
            networks={name: network.record for name, network in self._networks.items()},
            database=deployment.database,
            log_retention_days=deployment.monitoring.log_retention_days,
            cluster_tags=backed_up(self._edge.naming) if deployment.backup.enabled else {},
            continuous_backup=deployment.backup.enabled and deployment.backup.continuous,
        )
        self._certificates = delivered_certificates(
            self,
            "certificates",
            edge=self._edge,
            scopes=self._scopes,
            zone=self._zone.hosted,
            domain=deployment.domain,
        )
        self._applications = self._make_applications()
        self._publish_connection()
        self._traffic = self._make_traffic()
        self._delivery = self._make_delivery()
        self._controller = self._make_controller()
        watch(
            self,
            deployment=deployment,
            edge=self._edge,
            scopes=self._scopes,
            places=self._places,
            health_backup=backup_scope(providers, deployment.monitoring, self._scopes),
            parts=WatchedParts(
                applications=self._applications,
                database=self._database,
                traffic=self._traffic,
                delivery=self._delivery,
                controller=self._controller,
                backup=self._make_backup(),
                recording=self._make_recording(),
            ),
        )
        self._tell()

    def _make_applications(self) -> dict[str, Application]:
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
                certificate_arn=self._certificates.entrances[name],
                user_data=user_data,
                connection_parameter=self._connection_parameter,
                database_port=self._deployment.database.port,
                statements=self._database.login_statements(self._scopes[name]),
                after=network.ways_out,
                standby_size=compute.standby_size,
                lock=OriginLock(checked_path=compute.health.path),
            )
            self._database.clusters[name].access.let_in("application", application.security_group_id)
            rules = self._deployment.content_delivery.firewall.entrances
            if rules.enabled:
                EntranceFirewall(
                    self._places[name],
                    "firewall",
                    region=self._scopes[name],
                    rules=rules,
                    load_balancer_arn=application.load_balancer.arn,
                    checked_path=compute.health.path,
                    log_retention_days=self._deployment.monitoring.log_retention_days,
                )
        return applications

    @property
    def _connection_parameter(self) -> str:
        return f"{self._parameters}/database"

    def _publish_connection(self) -> None:
        database = self._deployment.database
        writer = self._database.clusters[self._primary.name].record
        publish_connection(
            self._places[writer.region],
            "connection",
            region=self._scopes[writer.region],
            parameter=self._connection_parameter,
            connection=Connection(
                endpoint=writer.endpoint,
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
                application=deployment.domain.origin,
                witness=deployment.domain.witness,
                witness_ttl=deployment.failover.witness_ttl,
            ),
            health_path=deployment.compute.health.path,
            timing=deployment.health.timing,
            log_retention_days=deployment.monitoring.log_retention_days,
        )

    def _make_delivery(self) -> ApplicationDelivery:
        deployment = self._deployment
        return ApplicationDelivery(
            self,
            "delivery",
            edge=self._edge,
            settings=deployment.content_delivery,
            zone=self._zone.hosted,
            name=deployment.domain.name,
            origin_name=deployment.domain.origin,
            certificate_arn=self._certificates.edge,
            load_balancers=dict.fromkeys(self._scopes, load_balancer_name(self._edge.naming)),
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
                database=self._database.failover_step,
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

    def _make_backup(self) -> PairedBackup | None:
        if not self._deployment.backup.enabled:
            return None
        return PairedBackup(
            self,
            "backup",
            scopes=self._scopes,
            primary=self._primary.name,
            backup=self._deployment.backup,
            restore_into={
                name: RestoreTarget(
                    subnet_group=cluster.subnet_group, security_group_ids=[cluster.access.security_group_id]
                )
                for name, cluster in self._database.clusters.items()
            },
        )

    def _make_recording(self) -> PairedRecording | None:
        recording = self._deployment.recording
        return (
            PairedRecording(self, "recording", scopes=self._scopes, recording=recording)
            if recording.enabled
            else None
        )

    def _tell(self) -> None:
        """Flat names, one value each, so that `terraform output -raw` serves scripts."""
        domain = self._deployment.domain
        outputs = {
            "application_name": domain.name,
            "origin_name": domain.origin,
            "witness_name": domain.witness,
            "zone_id": self._zone.id,
            "health_check_id": self._traffic.primary_check.id,
            "distribution_id": self._delivery.distribution.id,
            "distribution_name": self._delivery.distribution.domain_name,
            "header_rotation_name": self._delivery.rotation_name,
            "global_cluster": self._database.global_identifier,
            "controller_name": self._controller.function_name,
            "failover_topic_arn": self._controller.topic_arn,
            "takeover_on": self._traffic.switch.take_over_command,
            "takeover_off": self._traffic.switch.give_back_command,
        }
        if self._zone.delegation:
            outputs["delegation"] = self._zone.delegation
        if self._zone.ds_record:
            outputs["ds_record"] = self._zone.ds_record
        for region in self._deployment.in_order:
            outputs |= {
                f"load_balancer_name_{region.alias}": self._applications[region.name].load_balancer.dns_name,
                f"cluster_{region.alias}": self._database.clusters[region.name].record.identifier,
                f"group_{region.alias}": self._applications[region.name].group.name,
            }
        for name, value in outputs.items():
            TerraformOutput(self, name, value=value)
