"""RDS: what keeps a cluster from joining an Aurora Global Database."""

from typing import Any

from moto.rds.exceptions import RDSClientError
from moto.rds.models import DBCluster, GlobalCluster, RDSBackend


def writer_of(whole: GlobalCluster) -> DBCluster | None:
    """The member that is written to."""
    return next((member for member in whole.members if member.is_writer), None)


def refuse_joining(backend: RDSBackend, whole: GlobalCluster, wanted: dict[str, Any]) -> None:
    """Refuses a cluster that does not fit, with AWS's codes."""
    for name in ("engine", "engine_version"):
        if wanted.get(name) not in (None, getattr(whole, name)):
            raise mismatch(f"The {name} {wanted[name]} is not that of the global cluster.")
    if wanted.get("manage_master_user_password"):
        raise mismatch("ManageMasterUserPassword is not supported for clusters of a global database.")
    writer = writer_of(whole)
    if writer is None:
        return
    if wanted.get("master_username") or wanted.get("master_user_password"):
        raise mismatch("Cannot specify user name or password for a secondary cluster.")
    if writer.region == backend.region_name:
        raise RDSClientError(
            "InvalidGlobalClusterStateFault", f"{backend.region_name} already has a cluster of it."
        )
    if not writer.members:
        raise RDSClientError("InvalidDBClusterStateFault", f"Source cluster {writer.arn} has no instance.")
    if not writer.storage_encrypted:
        return
    if not wanted.get("source_region") and not wanted.get("pre_signed_url"):
        raise mismatch(f"Source cluster {writer.arn} is encrypted; pre-signed URL has to be specified")
    key = wanted.get("kms_key_id") or ""
    if not key.startswith(f"arn:aws:kms:{backend.region_name}:"):
        raise RDSClientError("KMSKeyNotAccessibleFault", f"The key {key} is not in {backend.region_name}.")


def mismatch(message: str) -> RDSClientError:
    """Arguments that do not go together."""
    return RDSClientError("InvalidParameterCombination", message)
