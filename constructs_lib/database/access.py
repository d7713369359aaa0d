"""Who may open a connection to a database."""

from cdktf_cdktf_provider_aws.security_group import SecurityGroup
from cdktf_cdktf_provider_aws.vpc_security_group_ingress_rule import VpcSecurityGroupIngressRule
from constructs import Construct

from constructs_lib.providers import RegionScope


class DatabaseAccess(Construct):
    """`aws_security_group` that lets nothing out, and in only whom `let_in` names, each by a rule of its
    own."""

    def __init__(self, scope: Construct, id_: str, *, region: RegionScope, vpc_id: str, port: int) -> None:
        super().__init__(scope, id_)
        self._region, self._port = region, port
        name = region.naming.name("database", limit=255)
        group = SecurityGroup(
            self,
            "group",
            provider=region.provider,
            name=name,
            description="Connections to the database",
            vpc_id=vpc_id,
            tags=region.tags(Name=name),
        )
        self.security_group_id: str = group.id

    def let_in(self, who: str, security_group_id: str) -> None:
        """Members of a group may connect."""
        VpcSecurityGroupIngressRule(
            self,
            f"from-{who}",
            provider=self._region.provider,
            security_group_id=self.security_group_id,
            description=f"Connections from {who}",
            ip_protocol="tcp",
            from_port=self._port,
            to_port=self._port,
            referenced_security_group_id=security_group_id,
            tags=self._region.tags(Name=f"from-{who}"),
        )
