"""The network part of the stack that tries the embedded AWS."""

from tests.terraform.stack_builder import Stack, alias, of


def network(stack: Stack, region: str, index: int) -> None:
    """VPC, subnets, routes table and security groups of one region."""
    a = alias(region)
    stack.look_up("aws_region", a, region)
    zones = stack.look_up("aws_availability_zones", a, region, state="available")
    vpc = stack.add(
        "aws_vpc",
        a,
        region,
        cidr_block=f"10.{index}.0.0/16",
        enable_dns_hostnames=True,
        enable_dns_support=True,
        tags={"Name": f"lattice-{region}"},
    )
    table = stack.add("aws_route_table", a, region, vpc_id=of(vpc, "id"), tags={"Name": "private"})
    for number in range(2):
        subnet = stack.add(
            "aws_subnet",
            f"{a}_{number}",
            region,
            vpc_id=of(vpc, "id"),
            cidr_block=f"10.{index}.{number}.0/24",
            availability_zone=f"${{{zones}.names[{number}]}}",
        )
        stack.add(
            "aws_route_table_association",
            f"{a}_{number}",
            region,
            subnet_id=of(subnet, "id"),
            route_table_id=of(table, "id"),
        )
    stack.add("aws_default_security_group", a, region, vpc_id=of(vpc, "id"))
    group = stack.add(
        "aws_security_group", a, region, name=f"lattice-{region}", description="Lattice", vpc_id=of(vpc, "id")
    )
    for other in range(len(stack.regions)):
        stack.add(
            "aws_vpc_security_group_ingress_rule",
            f"{a}_{other}",
            region,
            security_group_id=of(group, "id"),
            ip_protocol="tcp",
            from_port=443,
            to_port=443,
            cidr_ipv4=f"10.{other}.0.0/16",
        )
    stack.add(
        "aws_vpc_security_group_egress_rule",
        a,
        region,
        security_group_id=of(group, "id"),
        ip_protocol="-1",
        cidr_ipv4="0.0.0.0/0",
    )
    stack.add(
        "aws_flow_log",
        a,
        region,
        vpc_id=of(vpc, "id"),
        traffic_type="REJECT",
        log_destination_type="cloud-watch-logs",
        log_destination=f"${{aws_cloudwatch_log_group.{a}_flow.arn}}",
        iam_role_arn=f"${{aws_iam_role.{a}.arn}}",
    )
    stack.add("aws_cloudwatch_log_group", f"{a}_flow", region, name="/lattice/flow", retention_in_days=30)


def peering(stack: Stack, regions: tuple[str, ...]) -> None:
    """Peering and routes between every two regions."""
    for i, one in enumerate(regions):
        for j, other in list(enumerate(regions))[i + 1 :]:
            name = f"{alias(one)}_{alias(other)}"
            peering = stack.add(
                "aws_vpc_peering_connection",
                name,
                one,
                vpc_id=f"${{aws_vpc.{alias(one)}.id}}",
                peer_vpc_id=f"${{aws_vpc.{alias(other)}.id}}",
                peer_region=other,
                auto_accept=False,
                tags={"Name": name},
            )
            accepter = stack.add(
                "aws_vpc_peering_connection_accepter",
                name,
                other,
                vpc_peering_connection_id=of(peering, "id"),
                auto_accept=True,
                tags={"Name": name},
            )
            for here, there in ((one, j), (other, i)):
                stack.add(
                    "aws_route",
                    f"{alias(here)}_{there}",
                    here,
                    route_table_id=f"${{aws_route_table.{alias(here)}.id}}",
                    destination_cidr_block=f"10.{there}.0.0/16",
                    vpc_peering_connection_id=of(accepter, "id"),
                )
