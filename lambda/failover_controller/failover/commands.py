"""The commands that people are told, ready to be run."""

from __future__ import annotations

from .settings import Settings


class Commands:
    """Those of one deployment, all of them in the standby region."""

    def __init__(self, settings: Settings) -> None:
        self._region = settings.standby_region
        self._takeover = f"{settings.parameters}/takeover"
        self._failover = f"{settings.parameters}/failover"

    @property
    def give_back(self) -> str:
        """Lets traffic return to the primary."""
        return self._put(self._takeover, "off")

    def say(self, word: str) -> str:
        """An operator's word."""
        return self._put(f"{self._failover}/approval", word)

    def delete(self, *names: str) -> str:
        """Forgets what the controller keeps by these names."""
        listed = " ".join(f"{self._failover}/{name}" for name in names)
        return f"aws ssm delete-parameters --region {self._region} --names {listed}"

    def _put(self, name: str, value: str) -> str:
        return (
            f"aws ssm put-parameter --region {self._region} --name {name} "
            f"--type String --value {value} --overwrite"
        )
