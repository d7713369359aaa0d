"""Costs that are unlike those before."""

import json

from cdktf_cdktf_provider_aws.ce_anomaly_monitor import CeAnomalyMonitor
from cdktf_cdktf_provider_aws.ce_anomaly_subscription import (
    CeAnomalySubscription,
    CeAnomalySubscriptionSubscriber,
    CeAnomalySubscriptionThresholdExpression,
    CeAnomalySubscriptionThresholdExpressionDimension,
)
from constructs import Construct

from config.cost_control import Anomalies
from constructs_lib.governance.deployment_tag import DEPLOYMENT_TAG
from constructs_lib.providers import RegionScope


class CostAnomalies(Construct):
    """`aws_ce_anomaly_subscription`, and an `aws_ce_anomaly_monitor` unless one is given.

    It tells a topic, at once: AWS sends e-mail about anomalies once a day at most.
    """

    def __init__(
        self, scope: Construct, id_: str, *, edge: RegionScope, anomalies: Anomalies, topic_arn: str
    ) -> None:
        """`topic_arn` is one in us-east-1 that hears anomalies."""
        super().__init__(scope, id_)
        CeAnomalySubscription(
            self,
            "subscription",
            provider=edge.provider,
            name=edge.naming.name("anomalies"),
            frequency="IMMEDIATE",
            monitor_arn_list=[anomalies.monitor_arn or self._monitor(edge)],
            subscriber=[CeAnomalySubscriptionSubscriber(type="SNS", address=topic_arn)],
            threshold_expression=CeAnomalySubscriptionThresholdExpression(
                dimension=CeAnomalySubscriptionThresholdExpressionDimension(
                    key="ANOMALY_TOTAL_IMPACT_ABSOLUTE",
                    match_options=["GREATER_THAN_OR_EQUAL"],
                    values=[str(anomalies.above_usd)],
                )
            ),
            tags=edge.tags(),
        )

    def _monitor(self, edge: RegionScope) -> str:
        monitor = CeAnomalyMonitor(
            self,
            "monitor",
            provider=edge.provider,
            name=edge.naming.name("costs"),
            monitor_type="CUSTOM",
            monitor_specification=_tagged(edge.naming.deployment),
            tags=edge.tags(),
        )
        return monitor.arn


def _tagged(deployment: str) -> str:
    """An expression with all its members, empty or not: as the provider reads it back."""
    tags = {"Key": DEPLOYMENT_TAG, "MatchOptions": None, "Values": [deployment]}
    members = ("And", "CostCategories", "Dimensions", "Not", "Or")
    return json.dumps({**dict.fromkeys(members), "Tags": tags})
