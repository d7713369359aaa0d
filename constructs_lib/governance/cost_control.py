"""A budget, unusual costs, and the tag that both count by: once, in us-east-1."""

from cdktf_cdktf_provider_aws.ce_cost_allocation_tag import CeCostAllocationTag
from constructs import Construct

from config.cost_control import CostControl as CostControlConfig
from constructs_lib.governance.budget import DeploymentBudget
from constructs_lib.governance.cost_anomalies import CostAnomalies
from constructs_lib.governance.deployment_tag import DEPLOYMENT_TAG
from constructs_lib.providers import RegionScope


class CostControl(Construct):
    """`DeploymentBudget`, `CostAnomalies` and an `aws_ce_cost_allocation_tag`, as far as they are wanted."""

    def __init__(
        self, scope: Construct, id_: str, *, edge: RegionScope, control: CostControlConfig, topic_arn: str
    ) -> None:
        """`topic_arn` is the edge's: it must hear costs."""
        super().__init__(scope, id_)
        if control.activate_tag:
            CeCostAllocationTag(self, "tag", provider=edge.provider, tag_key=DEPLOYMENT_TAG, status="Active")
        if control.budget:
            DeploymentBudget(self, "budget", edge=edge, budget=control.budget, topic_arn=topic_arn)
        if control.anomalies.enabled:
            CostAnomalies(self, "anomalies", edge=edge, anomalies=control.anomalies, topic_arn=topic_arn)
