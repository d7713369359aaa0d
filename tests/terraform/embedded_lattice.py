"""The Lattice part of the stack that tries the embedded AWS."""

from tests.terraform.stack_builder import DOMAIN, Stack, alias, of, policy


def lattice(stack: Stack, region: str, primary: str) -> None:
    """Service network, service, target group, endpoint and what belongs to them."""
    a = alias(region)
    network = stack.add("aws_vpclattice_service_network", a, region, name="shared", auth_type="AWS_IAM")
    certificate = stack.add(
        "aws_acm_certificate",
        a,
        region,
        domain_name=DOMAIN,
        validation_method="DNS",
        lifecycle={"create_before_destroy": True},
    )
    if region == primary:
        options = f"tolist({certificate}.domain_validation_options)[0]"
        stack.add(
            "aws_route53_record",
            "validation",
            primary,
            zone_id="${data.aws_route53_zone.public.zone_id}",
            name=f"${{{options}.resource_record_name}}",
            type=f"${{{options}.resource_record_type}}",
            records=[f"${{{options}.resource_record_value}}"],
            ttl=60,
        )
    validation = stack.add(
        "aws_acm_certificate_validation",
        a,
        region,
        certificate_arn=of(certificate, "arn"),
        validation_record_fqdns=["${aws_route53_record.validation.fqdn}"],
    )
    service = stack.add(
        "aws_vpclattice_service",
        a,
        region,
        name="api",
        auth_type="AWS_IAM",
        custom_domain_name=DOMAIN,
        certificate_arn=of(validation, "certificate_arn"),
    )
    group = stack.add(
        "aws_vpclattice_target_group",
        a,
        region,
        name="api",
        type="LAMBDA",
        config={"lambda_event_structure_version": "V2"},
    )
    stack.add(
        "aws_vpclattice_target_group_attachment",
        a,
        region,
        target_group_identifier=of(group, "id"),
        target={"id": f"${{aws_lambda_function.{a}.arn}}"},
    )
    forward = {"forward": [{"target_groups": [{"target_group_identifier": of(group, "id"), "weight": 100}]}]}
    listener = stack.add(
        "aws_vpclattice_listener",
        a,
        region,
        name="https",
        protocol="HTTPS",
        port=443,
        service_identifier=of(service, "id"),
        default_action=forward,
    )
    stack.add(
        "aws_vpclattice_listener_rule",
        a,
        region,
        name="health",
        priority=10,
        listener_identifier=of(listener, "listener_id"),
        service_identifier=of(service, "id"),
        action=forward,
        match={
            "http_match": {
                "method": "GET",
                "path_match": {"case_sensitive": True, "match": {"exact": "/health"}},
            }
        },
    )
    association = stack.add(
        "aws_vpclattice_service_network_service_association",
        a,
        region,
        service_identifier=of(service, "id"),
        service_network_identifier=of(network, "id"),
    )
    stack.add(
        "aws_vpclattice_service_network_vpc_association",
        a,
        region,
        vpc_identifier=f"${{aws_vpc.{a}.id}}",
        service_network_identifier=of(network, "id"),
        security_group_ids=[f"${{aws_security_group.{a}.id}}"],
    )
    for name, address in (("network", network), ("service", service)):
        stack.add(
            "aws_vpclattice_auth_policy",
            f"{a}_{name}",
            region,
            resource_identifier=of(address, "arn"),
            policy=policy("vpc-lattice-svcs:Invoke", resource="*", principal="*"),
        )
    logs = stack.add(
        "aws_cloudwatch_log_group", f"{a}_access", region, name="/lattice/access", retention_in_days=30
    )
    stack.add(
        "aws_vpclattice_access_log_subscription",
        a,
        region,
        resource_identifier=of(service, "id"),
        destination_arn=f"${{{logs}.arn}}:*",
    )
    endpoint = stack.add(
        "aws_vpc_endpoint",
        a,
        region,
        vpc_endpoint_type="ServiceNetwork",
        vpc_id=f"${{aws_vpc.{a}.id}}",
        service_network_arn=of(network, "arn"),
        subnet_ids=[f"${{aws_subnet.{a}_{n}.id}}" for n in range(2)],
        security_group_ids=[f"${{aws_security_group.{a}.id}}"],
        private_dns_enabled=False,
        tags={"Name": "lattice"},
    )
    names = stack.look_up(
        "aws_vpc_endpoint_associations",
        a,
        region,
        vpc_endpoint_id=of(endpoint, "id"),
        depends_on=[association],
    )
    stack.outputs[f"endpoint_{a}"] = {"value": service_name(names, service)}


def service_name(names: str, service: str) -> str:
    """A service's routable name (F2)."""
    return (
        f"${{one([for each in {names}.associations : each.dns_entry[0].dns_name "
        f"if each.associated_resource_arn == {service}.arn])}}"
    )
