"""The function of the stack that tries the embedded AWS, and its entrance."""

from tests.terraform.stack_builder import Stack, alias, of, policy


def function(stack: Stack, region: str) -> None:
    """The function with its role, log group and permission."""
    a = alias(region)
    role = stack.add(
        "aws_iam_role",
        a,
        region,
        name=f"service-{region}",
        assume_role_policy=policy("sts:AssumeRole", principal={"Service": "lambda.amazonaws.com"}),
    )
    stack.add(
        "aws_iam_role_policy",
        a,
        region,
        name="logs",
        role=of(role, "id"),
        policy=policy("logs:PutLogEvents", resource=f"${{aws_cloudwatch_log_group.{a}.arn}}:*"),
    )
    stack.add(
        "aws_iam_role_policy_attachment",
        a,
        region,
        role=of(role, "name"),
        policy_arn="arn:${data.aws_partition.here.partition}:iam::aws:policy/service-role/AWSLambdaVPCAccessExecutionRole",
    )
    group = stack.add("aws_cloudwatch_log_group", a, region, name="/aws/lambda/service", retention_in_days=30)
    function = stack.add(
        "aws_lambda_function",
        a,
        region,
        function_name="service",
        role=of(role, "arn"),
        handler="handler.handler",
        runtime="python3.13",
        filename="function.zip",
        source_code_hash='${filebase64sha256("function.zip")}',
        timeout=10,
        memory_size=256,
        environment={"variables": {"SIMULATE_FAILURE": "false"}},
        logging_config={"log_format": "JSON", "log_group": of(group, "name")},
        vpc_config={
            "subnet_ids": [f"${{aws_subnet.{a}_{number}.id}}" for number in range(2)],
            "security_group_ids": [f"${{aws_security_group.{a}.id}}"],
        },
        tags={"Role": "service"},
        depends_on=[f"aws_iam_role_policy.{a}"],
    )
    stack.add(
        "aws_lambda_permission",
        f"{a}_lattice",
        region,
        statement_id="Lattice",
        action="lambda:InvokeFunction",
        function_name=of(function, "function_name"),
        principal="vpc-lattice.amazonaws.com",
        source_arn=f"${{aws_vpclattice_target_group.{a}.arn}}",
    )


def entrance(stack: Stack, region: str) -> None:
    """The HTTP API before the function."""
    a = alias(region)
    api = stack.add("aws_apigatewayv2_api", a, region, name="probe", protocol_type="HTTP")
    integration = stack.add(
        "aws_apigatewayv2_integration",
        a,
        region,
        api_id=of(api, "id"),
        integration_type="AWS_PROXY",
        integration_uri=f"${{aws_lambda_function.{a}.invoke_arn}}",
        payload_format_version="2.0",
        timeout_milliseconds=4000,
    )
    stack.add(
        "aws_apigatewayv2_route",
        a,
        region,
        api_id=of(api, "id"),
        route_key="GET /health",
        target=f"integrations/${{{integration}.id}}",
    )
    logs = stack.add("aws_cloudwatch_log_group", f"{a}_api", region, name="/api/access", retention_in_days=30)
    stack.add(
        "aws_apigatewayv2_stage",
        a,
        region,
        api_id=of(api, "id"),
        name="$default",
        auto_deploy=True,
        access_log_settings={"destination_arn": of(logs, "arn"), "format": '{"status":"$context.status"}'},
        default_route_settings={"throttling_burst_limit": 20, "throttling_rate_limit": 10},
    )
    stack.add(
        "aws_lambda_permission",
        f"{a}_api",
        region,
        statement_id="Api",
        action="lambda:InvokeFunction",
        function_name=f"${{aws_lambda_function.{a}.function_name}}",
        principal="apigateway.amazonaws.com",
        source_arn=f"${{{api}.execution_arn}}/*/*/health",
    )
