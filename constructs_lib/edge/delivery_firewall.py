"""AWS WAF around an application: in front of its distribution, and of each region's load balancer."""

from cdktf_cdktf_provider_aws.wafv2_web_acl_association import Wafv2WebAclAssociation
from constructs import Construct

from config.firewall import EdgeRules, EntranceRules
from constructs_lib.edge.web_acl import WebAcl
from constructs_lib.edge.web_acl_log import WebAclLog
from constructs_lib.edge.web_acl_rules import countries, health_path, managed, rate_limit
from constructs_lib.providers import RegionScope


class DeliveryFirewall(Construct):
    """A web ACL of scope CLOUDFRONT: rate, countries, AWS's rule groups, in this order; and its log."""

    def __init__(
        self, scope: Construct, id_: str, *, edge: RegionScope, rules: EdgeRules, log_retention_days: int
    ) -> None:
        super().__init__(scope, id_)
        acl = WebAcl(
            self,
            "web",
            region=edge,
            kind="CLOUDFRONT",
            what="edge",
            description=f"Who may not ask {edge.naming.name()}",
            rules=[
                rate_limit(rules.requests_per_five_minutes),
                *([countries(rules.countries)] if rules.countries else []),
                *(managed(group, counted=rules.counted_in(group)) for group in rules.managed_rules),
            ],
        )
        self.arn: str = acl.arn
        """What the distribution names as its `web_acl_id`."""
        if rules.log != "none":
            WebAclLog(
                self,
                "log",
                region=edge,
                what="edge",
                acl_arn=acl.arn,
                log=rules.log,
                retention_days=log_retention_days,
            )


class EntranceFirewall(Construct):
    """A web ACL of scope REGIONAL on a load balancer: `aws_wafv2_web_acl_association`; and its log."""

    def __init__(
        self,
        scope: Construct,
        id_: str,
        *,
        region: RegionScope,
        rules: EntranceRules,
        load_balancer_arn: str,
        checked_path: str,
        log_retention_days: int,
    ) -> None:
        """`checked_path` is what Route 53 asks the load balancer for."""
        super().__init__(scope, id_)
        acl = WebAcl(
            self,
            "web",
            region=region,
            kind="REGIONAL",
            what="entrance",
            description=f"Who may not ask the load balancer of {region.naming.name()}",
            rules=[
                health_path(checked_path.partition("?")[0]),
                *(managed(group, counted=rules.counted_in(group)) for group in rules.managed_rules),
            ],
        )
        association = Wafv2WebAclAssociation(
            self,
            "association",
            provider=region.provider,
            resource_arn=load_balancer_arn,
            web_acl_arn=acl.arn,
        )
        self.arn: str = association.web_acl_arn
        if rules.log != "none":
            WebAclLog(
                self,
                "log",
                region=region,
                what="entrance",
                acl_arn=acl.arn,
                log=rules.log,
                retention_days=log_retention_days,
            )
