"""Waits until every region has every object of a release."""

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from publishing.errors import ReplicationTimeoutError
from publishing.parallel import each
from publishing.progress import Progress, Told
from publishing.region_bucket import RegionBucket

_ON_ITS_WAY = "PENDING"
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


def whole_in_each(
    buckets: Sequence[RegionBucket], objects: Mapping[str, str], patience: Patience, told: Told
) -> None:
    """Returns once every bucket has every object with the checksum that `objects` names for its key.

    S3 tries a copy once: what it gave up on, or lost since, is set off again from a region that has it.
    Raises `ReplicationTimeoutError`, with what S3 says of the first object that is missing.
    """
    for bucket in buckets:
        others = [other for other in buckets if other is not bucket]
        _whole_in(bucket, others, objects, patience, told)


def _whole_in(
    bucket: RegionBucket,
    others: Sequence[RegionBucket],
    objects: Mapping[str, str],
    patience: Patience,
    told: Told,
) -> None:
    missing = dict(objects)
    end, pause = patience.clock() + patience.seconds, _FIRST_PAUSE
    first_look = True
    while True:
        found = each(missing, bucket.checksum)
        missing = {key: checksum for key, checksum in missing.items() if found[key] != checksum}
        told(Progress(f"replicate to {bucket.region}", len(objects) - len(missing), len(objects)))
        if not missing:
            return
        if first_look:
            first_look = False
            _set_off_again(bucket, others, missing)
        if patience.clock() >= end:
            raise _too_late(bucket, others, missing, len(objects), patience.seconds)
        patience.pause(pause)
        pause = min(pause * _GROWTH, _LONGEST_PAUSE)


def _set_off_again(bucket: RegionBucket, others: Sequence[RegionBucket], missing: Mapping[str, str]) -> None:
    """Renews objects that are not on their way, each in the first region that has it."""

    def again(key: str) -> None:
        holder, copies = _holder(others, key, missing[key])
        # Asked once more, because a copy may have arrived between the two questions.
        if holder and copies != _ON_ITS_WAY and bucket.checksum(key) != missing[key]:
            holder.renew(key)

    each(missing, again)


def _holder(others: Sequence[RegionBucket], key: str, checksum: str) -> tuple[RegionBucket | None, str]:
    for other in others:
        found = other.find(key)
        if found and found.sha256 == checksum:
            return other, found.copies
    return None, ""


def _too_late(
    bucket: RegionBucket,
    others: Sequence[RegionBucket],
    missing: Mapping[str, str],
    total: int,
    seconds: float,
) -> ReplicationTimeoutError:
    first = min(missing)
    holder, copies = _holder(others, first, missing[first])
    said = copies or "no rule copies it"
    says = f"of {first} S3 in {holder.region} says: {said}" if holder else f"no region has {first}"
    return ReplicationTimeoutError(
        f"{bucket.region}: the release is not whole there, and was not switched",
        found=f"{len(missing)} of {total} objects missing after {seconds:g} s; {says}",
        allowed="every object in every region that is asked, with the same checksum",
        mend="repeat the command, which continues; where S3 says FAILED, mend the replication role first; "
        f"while {bucket.region} is down, add `--without {bucket.region}`",
    )
