"""A VPC that is there already, given by id."""

from config.existing_network import ExistingNetwork
from config.regions import Region
from constructs_lib.network.record import NetworkRecord


def existing_network(place: Region, existing: ExistingNetwork) -> NetworkRecord:
    """The record of a network that this deployment uses but does not own. Makes no resource."""
    return NetworkRecord(
        region=place.name,
        vpc_id=existing.vpc_id,
        cidr=str(place.cidr),
        subnet_ids=existing.subnet_ids,
        route_table_ids=existing.route_table_ids,
    )
