"""What a web ACL did with requests, in CloudWatch Logs."""

from cdktf_cdktf_provider_aws.cloudwatch_log_group import CloudwatchLogGroup
from cdktf_cdktf_provider_aws.wafv2_web_acl_logging_configuration import (
    Wafv2WebAclLoggingConfiguration,
    Wafv2WebAclLoggingConfigurationLoggingFilter,
    Wafv2WebAclLoggingConfigurationLoggingFilterFilter,
    Wafv2WebAclLoggingConfigurationLoggingFilterFilterCondition,
    Wafv2WebAclLoggingConfigurationLoggingFilterFilterConditionActionCondition,
    Wafv2WebAclLoggingConfigurationRedactedFields,
    Wafv2WebAclLoggingConfigurationRedactedFieldsSingleHeader,
)
from constructs import Construct

from config.firewall import FirewallLog
from constructs_lib.compute.origin_lock import HEADER
from constructs_lib.providers import RegionScope

PREFIX = "aws-waf-logs-"
"""AWS WAF writes to no log group without it."""
REDACTED = ("authorization", "cookie", HEADER)
"""Headers that are no business of whoever may read logs."""
REFUSED = ("BLOCK", "COUNT")


class WebAclLog(Construct):
    """`aws_cloudwatch_log_group` in the web ACL's own region and
    `aws_wafv2_web_acl_logging_configuration`."""

    def __init__(
        self,
        scope: Construct,
        id_: str,
        *,
        region: RegionScope,
        what: str,
        acl_arn: str,
        log: FirewallLog,
        retention_days: int,
    ) -> None:
        """`log` is not `none`."""
        super().__init__(scope, id_)
        group = CloudwatchLogGroup(
            self,
            "group",
            provider=region.provider,
            name=f"{PREFIX}{region.naming.name(what)}",
            retention_in_days=retention_days,
            kms_key_id=region.existing.log_key_arn,
            tags=region.tags(),
        )
        Wafv2WebAclLoggingConfiguration(
            self,
            "logging",
            provider=region.provider,
            resource_arn=acl_arn,
            log_destination_configs=[group.arn],
            redacted_fields=[
                Wafv2WebAclLoggingConfigurationRedactedFields(
                    single_header=Wafv2WebAclLoggingConfigurationRedactedFieldsSingleHeader(name=name)
                )
                for name in REDACTED
            ],
            logging_filter=_refused_only() if log == "refused" else None,
        )


def _refused_only() -> Wafv2WebAclLoggingConfigurationLoggingFilter:
    condition = Wafv2WebAclLoggingConfigurationLoggingFilterFilterCondition
    action = Wafv2WebAclLoggingConfigurationLoggingFilterFilterConditionActionCondition
    return Wafv2WebAclLoggingConfigurationLoggingFilter(
        default_behavior="DROP",
        filter=[
            Wafv2WebAclLoggingConfigurationLoggingFilterFilter(
                behavior="KEEP",
                requirement="MEETS_ANY",
                condition=[condition(action_condition=action(action=each)) for each in REFUSED],
            )
        ],
    )
