"""What a month may cost."""

from collections.abc import Iterator
from typing import Literal

from cdktf_cdktf_provider_aws.budgets_budget import (
    BudgetsBudget,
    BudgetsBudgetCostFilter,
    BudgetsBudgetNotification,
)
from constructs import Construct

from config.cost_control import Budget
from constructs_lib.governance.deployment_tag import DEPLOYMENT_TAG
from constructs_lib.providers import RegionScope

LONGEST_NAME = 100


class DeploymentBudget(Construct):
    """`aws_budgets_budget` over what carries the deployment's name, with a notification per percentage."""

    def __init__(
        self, scope: Construct, id_: str, *, edge: RegionScope, budget: Budget, topic_arn: str | None
    ) -> None:
        """`topic_arn` is one in us-east-1 that hears budgets; without it, `budget.emails` says who hears."""
        super().__init__(scope, id_)
        if topic_arn is None and not budget.emails:
            raise ValueError("A budget tells somebody: give it a topic, or e-mail addresses.")
        self._emails = list(budget.emails) or None
        self._topics = [topic_arn] if topic_arn else None
        BudgetsBudget(
            self,
            "budget",
            provider=edge.provider,
            name=edge.naming.name("monthly", limit=LONGEST_NAME),
            budget_type="COST",
            time_unit="MONTHLY",
            limit_amount=str(budget.monthly_usd),
            limit_unit="USD",
            cost_filter=[
                BudgetsBudgetCostFilter(
                    name="TagKeyValue", values=[f"user:{DEPLOYMENT_TAG}${edge.naming.deployment}"]
                )
            ],
            notification=list(self._notifications(budget)),
            tags=edge.tags(),
        )

    def _notifications(self, budget: Budget) -> Iterator[BudgetsBudgetNotification]:
        for percent in budget.actual_percents:
            yield self._notification("ACTUAL", percent)
        for percent in budget.forecast_percents:
            yield self._notification("FORECASTED", percent)

    def _notification(self, kind: Literal["ACTUAL", "FORECASTED"], percent: int) -> BudgetsBudgetNotification:
        return BudgetsBudgetNotification(
            notification_type=kind,
            comparison_operator="GREATER_THAN",
            threshold=percent,
            threshold_type="PERCENTAGE",
            subscriber_email_addresses=self._emails,
            subscriber_sns_topic_arns=self._topics,
        )
