"""What is to be said of each kind of database."""

from __future__ import annotations

from dataclasses import dataclass

from .settings import GlobalClusterSettings, Settings

_TRAFFIC = "Traffic does not return by itself: the takeover switch is on until a person turns it off."
_GUARD = "Have every terraform plan guarded before it is applied."


@dataclass(frozen=True, kw_only=True)
class DatabaseWords:
    """Parts of notices."""

    promotion: str
    """What a failover does with it."""
    exchange: str
    """What a switchover does with it."""
    after_failover: tuple[str, ...]
    """What remains for people then, a sentence each."""
    after_exchange: tuple[str, ...]


def words_for(settings: Settings) -> DatabaseWords:
    """Those for the kind of database that the settings name."""
    database, lost, survivor = settings.database, settings.primary_region, settings.standby_region
    if isinstance(database, GlobalClusterSettings):
        return DatabaseWords(
            promotion=f"make {database.identifier} the writer of {database.global_cluster}",
            exchange=f"exchange the roles of {database.identifier} and the writer of "
            f"{database.global_cluster}",
            after_failover=(
                f"What {lost} had not replicated is not in {survivor}. When {lost} is well, AWS keeps it "
                "there for as long as backups, in a snapshot whose name begins "
                "rds:unplanned-global-failover: copy it, and compare.",
                f"AWS brings the cluster in {lost} back as a secondary by itself, which can take hours. "
                "Until then the writer has no copy in another region.",
                _TRAFFIC,
                _GUARD,
            ),
            after_exchange=(
                f"The cluster in {lost} follows the new writer. Nothing was lost, and nothing has to be "
                "rebuilt.",
                _TRAFFIC,
                _GUARD,
            ),
        )
    return DatabaseWords(
        promotion=f"promote {database.identifier}",
        exchange="",  # there is no switchover: see the gate
        after_failover=(
            f"What {lost} had not replicated is not in {survivor}: compare before you reuse it.",
            _TRAFFIC,
            "The writer has no replica in another region until you fail back.",
            _GUARD,
        ),
        after_exchange=(),
    )
