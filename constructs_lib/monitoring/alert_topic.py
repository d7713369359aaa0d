"""The topic that tells people."""

from collections.abc import Sequence

from cdktf_cdktf_provider_aws.sns_topic import SnsTopic
from cdktf_cdktf_provider_aws.sns_topic_policy import SnsTopicPolicy
from cdktf_cdktf_provider_aws.sns_topic_subscription import SnsTopicSubscription
from constructs import Construct

from constructs_lib.iam.policy import Statement, policy_document
from constructs_lib.monitoring.topic_key import TopicKey
from constructs_lib.naming import shortened
from constructs_lib.providers import RegionScope

CLOUDWATCH = "cloudwatch.amazonaws.com"


class AlertTopic(Construct):
    """`aws_sns_topic`, encrypted, that alarms of this account in this region may publish to, over TLS.

    One `aws_sns_topic_subscription` per e-mail address; each person confirms by a link.
    """

    def __init__(
        self, scope: Construct, id_: str, *, region: RegionScope, what: str, emails: Sequence[str]
    ) -> None:
        super().__init__(scope, id_)
        provider = region.provider
        key = TopicKey(self, "key", region=region, what=what, senders=[CLOUDWATCH])
        topic = SnsTopic(
            self,
            "topic",
            provider=provider,
            name=region.naming.name(what, limit=256),
            kms_master_key_id=key.arn,
            tags=region.tags(),
        )
        self.arn: str = topic.arn
        SnsTopicPolicy(self, "policy", provider=provider, arn=self.arn, policy=self._policy(region))
        for address in emails:
            SnsTopicSubscription(
                self,
                shortened(f"email-{address}", 60),
                provider=provider,
                topic_arn=self.arn,
                protocol="email",
                endpoint=address,
            )

    def _policy(self, region: RegionScope) -> str:
        return policy_document(
            Statement(
                sid="AlarmsPublish",
                actions=["sns:Publish"],
                resources=[self.arn],
                principals={"Service": [CLOUDWATCH]},
                conditions={
                    "StringEquals": {"aws:SourceAccount": region.account_id},
                    "ArnLike": {"aws:SourceArn": region.arn("cloudwatch", "alarm:*")},
                },
            ),
            Statement(
                sid="TlsOnly",
                effect="Deny",
                actions=["sns:Publish"],
                resources=[self.arn],
                principals="*",
                conditions={"Bool": {"aws:SecureTransport": "false"}},
            ),
        )
