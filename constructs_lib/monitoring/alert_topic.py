"""The topic that tells people."""

from collections.abc import Sequence

from cdktf_cdktf_provider_aws.sns_topic import SnsTopic
from cdktf_cdktf_provider_aws.sns_topic_policy import SnsTopicPolicy
from cdktf_cdktf_provider_aws.sns_topic_subscription import SnsTopicSubscription
from constructs import Construct

from constructs_lib.iam.policy import Statement, policy_document
from constructs_lib.monitoring.subscribers import TopicRecord, subscribers
from constructs_lib.monitoring.topic_key import TopicKey
from constructs_lib.providers import PARTITION, RegionScope

CLOUDWATCH = "cloudwatch.amazonaws.com"
EVENTBRIDGE = "events.amazonaws.com"
BUDGETS = "budgets.amazonaws.com"
COST_ANOMALIES = "costalerts.amazonaws.com"


class AlertTopic(Construct):
    """`aws_sns_topic`, encrypted, that alarms of this account in this region may publish to, over TLS.

    One `aws_sns_topic_subscription` per subscriber, in the topic's region (F24). People confirm by a link,
    HTTPS endpoints by answering, and a function needs `InvokePermissions`.
    """

    def __init__(
        self,
        scope: Construct,
        id_: str,
        *,
        region: RegionScope,
        what: str,
        emails: Sequence[str],
        webhooks: Sequence[str] = (),
        functions: Sequence[str] = (),
        hears_events: bool = False,
        hears_costs: bool = False,
        given: str | None = None,
    ) -> None:
        """`functions` are ARNs. `hears_events` lets EventBridge publish, too; `hears_costs` this account's
        budgets and anomaly monitors. `given` is the ARN of a topic that is there already: then nothing is
        made, and who may publish and who hears is its owner's."""
        super().__init__(scope, id_)
        if given:
            self.arn: str = given
            self.record = TopicRecord(region=region.name, arn=given, made=False)
            return
        provider = region.provider
        key_arn = region.existing.topic_key_arn or (
            TopicKey(
                self,
                "key",
                region=region,
                what=what,
                senders=[CLOUDWATCH],
                senders_without_account=[EVENTBRIDGE] if hears_events else (),
                cost_senders=[BUDGETS, COST_ANOMALIES] if hears_costs else (),
            ).arn
        )
        topic = SnsTopic(
            self,
            "topic",
            provider=provider,
            name=region.naming.name(what, limit=256),
            kms_master_key_id=key_arn,
            tags=region.tags(),
        )
        self.arn = topic.arn
        self.record = TopicRecord(region=region.name, arn=self.arn)
        policy = policy_document(
            *self._statements(region, hears_events=hears_events, hears_costs=hears_costs)
        )
        SnsTopicPolicy(self, "policy", provider=provider, arn=self.arn, policy=policy)
        for subscriber in subscribers(emails=emails, webhooks=webhooks, functions=functions):
            SnsTopicSubscription(
                self,
                subscriber.id,
                provider=provider,
                topic_arn=self.arn,
                protocol=subscriber.protocol,
                endpoint=subscriber.endpoint,
            )

    def _statements(self, region: RegionScope, *, hears_events: bool, hears_costs: bool) -> list[Statement]:
        alarms = Statement(
            sid="AlarmsPublish",
            actions=["sns:Publish"],
            resources=[self.arn],
            principals={"Service": [CLOUDWATCH]},
            conditions={
                "StringEquals": {"aws:SourceAccount": region.account_id},
                "ArnLike": {"aws:SourceArn": region.arn("cloudwatch", "alarm:*")},
            },
        )
        tls = Statement(
            sid="TlsOnly",
            effect="Deny",
            actions=["sns:Publish"],
            resources=[self.arn],
            principals="*",
            conditions={"Bool": {"aws:SecureTransport": "false"}},
        )
        # No condition: EventBridge names neither account nor rule to SNS, and one that asks refuses them all.
        events = Statement(
            sid="EventsPublish",
            actions=["sns:Publish"],
            resources=[self.arn],
            principals={"Service": [EVENTBRIDGE]},
        )
        costs = self._costs(region) if hears_costs else []
        return [alarms, tls, *([events] if hears_events else []), *costs]

    def _costs(self, region: RegionScope) -> list[Statement]:
        account = {"aws:SourceAccount": region.account_id}
        budgets = f"arn:{PARTITION}:budgets::{region.account_id}:*"
        return [
            Statement(
                sid="BudgetsPublish",
                actions=["sns:Publish"],
                resources=[self.arn],
                principals={"Service": [BUDGETS]},
                conditions={"StringEquals": account, "ArnLike": {"aws:SourceArn": budgets}},
            ),
            Statement(
                sid="CostAnomaliesPublish",
                actions=["sns:Publish"],
                resources=[self.arn],
                principals={"Service": [COST_ANOMALIES]},
                conditions={"StringEquals": account},
            ),
        ]
