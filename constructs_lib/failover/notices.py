"""The topic over which the controller tells people, in the standby region."""

from collections.abc import Sequence

from cdktf_cdktf_provider_aws.sns_topic import SnsTopic
from cdktf_cdktf_provider_aws.sns_topic_policy import SnsTopicPolicy
from cdktf_cdktf_provider_aws.sns_topic_subscription import SnsTopicSubscription
from constructs import Construct

from constructs_lib.iam.policy import Statement, policy_document
from constructs_lib.monitoring.subscribers import subscribers
from constructs_lib.providers import RegionScope

WHAT = "failover"
AWS_KEY = "alias/aws/sns"
"""AWS's own key serves here: only roles of this account publish, no service does."""


class Notices(Construct):
    """`aws_sns_topic`, its policy, and an `aws_sns_topic_subscription` for each person and endpoint."""

    def __init__(
        self,
        scope: Construct,
        id_: str,
        *,
        region: RegionScope,
        emails: Sequence[str],
        webhooks: Sequence[str],
    ) -> None:
        super().__init__(scope, id_)
        topic = SnsTopic(
            self,
            "topic",
            provider=region.provider,
            name=region.naming.name(WHAT, limit=256),
            kms_master_key_id=AWS_KEY,
            tags=region.tags(),
        )
        self.arn: str = topic.arn
        SnsTopicPolicy(
            self,
            "policy",
            provider=region.provider,
            arn=self.arn,
            policy=policy_document(
                Statement(
                    sid="TlsOnly",
                    effect="Deny",
                    actions=["sns:Publish"],
                    resources=[self.arn],
                    principals="*",
                    conditions={"Bool": {"aws:SecureTransport": "false"}},
                )
            ),
        )
        for subscriber in subscribers(emails=emails, webhooks=webhooks):
            SnsTopicSubscription(
                self,
                subscriber.id,
                provider=region.provider,
                topic_arn=self.arn,
                protocol=subscriber.protocol,
                endpoint=subscriber.endpoint,
            )
