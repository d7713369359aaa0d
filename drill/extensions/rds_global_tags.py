"""RDS: tags of Aurora Global Databases."""

from typing import Any

from moto.rds.models import RDSBackend, rds_backends

from drill.extensions.rds_global_clusters import HOME
from drill.extensions.registry import extends

_moto_resource = RDSBackend._get_resource_for_tagging
MARK = ":global-cluster:"


@extends(
    RDSBackend,
    "_get_resource_for_tagging",
    service="rds",
    action="AddTagsToResource",
    reason="moto refuses the ARN of a global database, which names no region",
)
def _resource(self: RDSBackend, arn: str) -> Any:  # noqa: ANN401 - whatever has tags
    if MARK in arn:
        wholes = rds_backends[self.account_id][HOME].global_clusters
        if whole := wholes.get(arn.partition(MARK)[2]):
            return whole
    return _moto_resource(self, arn)
