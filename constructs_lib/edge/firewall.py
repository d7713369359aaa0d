"""AWS WAF in front of a distribution."""

from constructs import Construct

from config.edge_firewall import Firewall
from constructs_lib.edge.web_acl import WebAcl
from constructs_lib.edge.web_acl_rules import managed, rate_limit
from constructs_lib.providers import RegionScope


class EdgeFirewall(WebAcl):
    """A web ACL of scope CLOUDFRONT with a rate limit and some of AWS's rule groups."""

    def __init__(self, scope: Construct, id_: str, *, edge: RegionScope, firewall: Firewall) -> None:
        super().__init__(
            scope,
            id_,
            region=edge,
            kind="CLOUDFRONT",
            what="edge",
            description=f"Who may not ask {edge.naming.name()}",
            rules=[
                rate_limit(firewall.requests_per_five_minutes),
                *(managed(group) for group in firewall.managed_rules),
            ],
        )
