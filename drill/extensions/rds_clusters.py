"""RDS: Aurora clusters that keep their settings."""

from collections.abc import Iterable
from typing import Any

from moto.rds.models import DBCluster, DBClusterParameterGroup, RDSBackend

from drill.extensions.registry import extends, replaces

SERVICE = "rds"

#: Settings that moto does not keep, with what AWS answers where a call says nothing.
_FORGOTTEN: dict[str, Any] = {
    "enable_performance_insights": False,
    "performance_insights_kms_key_id": None,
    "performance_insights_retention_period": None,
    "database_insights_mode": "standard",
}

_moto_init = DBCluster.__init__
_moto_modify = RDSBackend.modify_db_cluster
_scaling_info: Any = DBCluster.scaling_configuration_info
_moto_update = DBClusterParameterGroup.update_cluster_parameters


@extends(
    DBCluster,
    "__init__",
    service=SERVICE,
    action="CreateDBCluster",
    reason="a cluster keeps its settings of Database Insights, and shows no storage type that nobody asked "
    "for",
)
def _create(self: DBCluster, backend: RDSBackend, *arguments: Any, **named: Any) -> None:  # noqa: ANN401 - moto's
    # moto knows no optimized storage, and calls the usual one by a name of its own.
    aurora = str(named.get("engine")).startswith("aurora")
    _moto_init(self, backend, *arguments, **{**named, **({"storage_type": None} if aurora else {})})
    if aurora:
        self.storage_type = named.get("storage_type")
    for name, default in _FORGOTTEN.items():
        setattr(self, name, named.get(name, default))


replaces(
    DBCluster,
    "performance_insights_enabled",
    property(lambda self: self.enable_performance_insights),
    service=SERVICE,
    action="DescribeDBClusters",
    reason="whether Database Insights are on is shown under another name than it is asked for",
)


replaces(
    DBCluster,
    "scaling_configuration_info",
    property(lambda self: _scaling_info.fget(self) if self.scaling_configuration else None),
    service=SERVICE,
    action="DescribeDBClusters",
    reason="a cluster that is not of the first serverless kind shows no scaling of it",
)


@extends(
    RDSBackend,
    "modify_db_cluster",
    service=SERVICE,
    action="ModifyDBCluster",
    reason="a cluster that gets another name keeps its instances",
)
def _modify(self: RDSBackend, kwargs: dict[str, Any]) -> DBCluster:
    instances = list(self.clusters[kwargs["db_cluster_identifier"]].members)
    answer = _moto_modify(self, kwargs)
    if name := kwargs.get("new_db_cluster_identifier"):
        for instance in instances:
            instance.db_cluster_identifier = name
    return answer


@extends(
    DBClusterParameterGroup,
    "update_cluster_parameters",
    service=SERVICE,
    action="ModifyDBClusterParameterGroup",
    reason="a parameter that was set has the source user, by which the provider finds it",
)
def _update(self: DBClusterParameterGroup, new_parameters: Iterable[dict[str, Any]]) -> None:
    _moto_update(self, [{"Source": "user", "IsModifiable": True, **each} for each in new_parameters])
