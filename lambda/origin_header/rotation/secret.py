"""The secret in Secrets Manager: its values by the labels of their versions."""

from __future__ import annotations

from dataclasses import dataclass, field

from .aws import CallError, call
from .errors import RotationError

LENGTH = 64
"""Letters and digits. Load balancers compare without regard to case: 36 to the power of 64 are enough."""


@dataclass(frozen=True, kw_only=True)
class Values:
    """What the secret holds, none of which is ever shown."""

    current: str = field(repr=False)
    previous: str | None = field(repr=False)
    pending: str | None = field(repr=False)
    """None unless a rotation is under way: its version has no value yet, or is the current one."""


class Secret:
    """One secret by its ARN, in the region that the ARN names."""

    def __init__(self, arn: str) -> None:
        self._arn = arn
        self._region = arn.split(":")[3]

    def values(self) -> Values:
        """The values of the labelled versions."""
        labels = self._labels()
        current = self._value("AWSCURRENT", labels)
        if current is None:
            raise RotationError("the secret has no value: apply the deployment once more")
        pending = self._value("AWSPENDING", labels)
        return Values(
            current=current,
            previous=self._value("AWSPREVIOUS", labels),
            pending=None if pending == current else pending,
        )

    def is_current(self, version: str) -> bool:
        """Whether this version is the one in force."""
        return self._labels().get("AWSCURRENT") == version

    def is_pending(self, version: str) -> bool:
        """Whether this version is the one that a rotation brings in."""
        return self._labels().get("AWSPENDING") == version

    def prepare(self, version: str) -> None:
        """Gives the pending version a random value, unless it has one."""
        if self._read(version) is not None:
            return
        random = call(
            "secretsmanager",
            "get_random_password",
            region=self._region,
            PasswordLength=LENGTH,
            ExcludePunctuation=True,
        )["RandomPassword"]
        try:
            call(
                "secretsmanager",
                "put_secret_value",
                region=self._region,
                SecretId=self._arn,
                ClientRequestToken=version,
                SecretString=random,
                VersionStages=["AWSPENDING"],
            )
        except CallError as error:
            # Another run of the same step was faster: its value stands.
            if error.code != "ResourceExistsException":
                raise

    def promote(self, version: str) -> None:
        """Makes the version the one in force; Secrets Manager labels the other one as previous."""
        call(
            "secretsmanager",
            "update_secret_version_stage",
            region=self._region,
            SecretId=self._arn,
            VersionStage="AWSCURRENT",
            MoveToVersionId=version,
            RemoveFromVersionId=self._labels()["AWSCURRENT"],
        )

    def _labels(self) -> dict[str, str]:
        """Each label's version."""
        stages: dict[str, list[str]] = call(
            "secretsmanager", "describe_secret", region=self._region, SecretId=self._arn
        ).get("VersionIdsToStages", {})
        return {label: version for version, labels in stages.items() for label in labels}

    def _value(self, label: str, labels: dict[str, str]) -> str | None:
        return self._read(labels[label]) if label in labels else None

    def _read(self, version: str) -> str | None:
        """A version's value; None where it has none yet."""
        try:
            value: str = call(
                "secretsmanager",
                "get_secret_value",
                region=self._region,
                SecretId=self._arn,
                VersionId=version,
            )["SecretString"]
        except CallError as error:
            if error.code != "ResourceNotFoundException":
                raise
            return None
        return value
