"""Waits until a region has every object of a release."""

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from publishing.errors import ReplicationTimeoutError
from publishing.parallel import each
from publishing.progress import Progress, Told
from publishing.region_bucket import RegionBucket

_FIRST_PAUSE, _LONGEST_PAUSE, _GROWTH = 1.0, 15.0, 1.5


@dataclass(frozen=True)
class Patience:
    """How long to wait for a region, and with which clock."""

    seconds: float = 900.0
    """For each region. S3 copies most objects within 15 minutes; with replication time control all but one
    of a thousand.
    """
    pause: Callable[[float], None] = time.sleep
    clock: Callable[[], float] = time.monotonic


def whole_in(
    bucket: RegionBucket,
    source: RegionBucket,
    objects: Mapping[str, str],
    patience: Patience,
    told: Told,
) -> None:
    """Returns once every object in `bucket` has the checksum that `objects` names for its key.

    Raises `ReplicationTimeoutError`, with what S3 says of the first object that is missing.
    """
    missing = dict(objects)
    end, pause = patience.clock() + patience.seconds, _FIRST_PAUSE
    while True:
        found = each(missing, bucket.checksum)
        missing = {key: checksum for key, checksum in missing.items() if found[key] != checksum}
        told(Progress(f"replicate to {bucket.region}", len(objects) - len(missing), len(objects)))
        if not missing:
            return
        if patience.clock() >= end:
            raise _too_late(bucket, source, sorted(missing), len(objects), patience.seconds)
        patience.pause(pause)
        pause = min(pause * _GROWTH, _LONGEST_PAUSE)


def _too_late(
    bucket: RegionBucket, source: RegionBucket, missing: list[str], total: int, seconds: float
) -> ReplicationTimeoutError:
    first = missing[0]
    says = source.replication_status(first) if source is not bucket else "nothing copies into its source"
    return ReplicationTimeoutError(
        f"{bucket.region}: the release is not whole there, and was not switched",
        found=f"{len(missing)} of {total} objects missing after {seconds:g} s; of {first} S3 says: {says}",
        allowed="every object in every region that is asked, with the same checksum",
        mend="repeat the command, which continues; where S3 says FAILED, mend the replication role first; "
        f"while {bucket.region} is down, add `--without {bucket.region}`",
    )
