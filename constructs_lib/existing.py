"""What is there already in a region, as its scope carries it to the constructs."""

from dataclasses import dataclass, fields

from config.existing import Existing as ExistingConfig


@dataclass(frozen=True, kw_only=True)
class Existing:
    """ARNs and names; None: a construct makes what it needs."""

    topic_key_arn: str | None = None
    alert_topic_arn: str | None = None
    log_key_arn: str | None = None
    content_key_arn: str | None = None
    s3_log_bucket: str | None = None
    edge_log_bucket: str | None = None
    database_key_arn: str | None = None
    load_balancer_log_bucket: str | None = None

    @classmethod
    def of(cls, config: ExistingConfig | None) -> "Existing":
        """From any system's section for the region."""
        return cls(**{field.name: getattr(config, field.name, None) for field in fields(cls)})


NOTHING = Existing()
