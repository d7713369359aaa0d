"""What AWS would not take, by its own description of a call, the embedded AWS does not take either."""

from collections.abc import Callable
from typing import Any

import boto3
import pytest
from botocore.config import Config
from botocore.exceptions import ClientError

from drill.isolated_session import ACCESS_KEY_ID, SECRET_ACCESS_KEY
from drill.local_aws import LocalAws

Client = Callable[[str], Any]


@pytest.fixture
def client(aws: LocalAws) -> Client:
    """Clients that send what they are given, as Terraform's do: boto3 looks for a part of this itself."""

    def make(service: str) -> Any:  # noqa: ANN401 - made at run time
        config = Config(parameter_validation=False, retries={"total_max_attempts": 1})
        maker: Any = boto3.client
        return maker(
            service,
            region_name="us-east-1",
            endpoint_url=aws.endpoint,
            aws_access_key_id=ACCESS_KEY_ID,
            aws_secret_access_key=SECRET_ACCESS_KEY,
            config=config,
        )

    return make


@pytest.mark.parametrize(
    ("service", "call", "arguments", "reason"),
    [
        ("ssm", "put_parameter", {"Name": "/a"}, "ssm PutParameter Value: is missing"),
        (
            "logs",
            "create_log_group",
            {"logGroupName": "a b"},
            "logs CreateLogGroup logGroupName: is 'a b', which does not look like [\\.\\-_/#A-Za-z0-9]+",
        ),
        (
            "iam",
            "create_role",
            {"RoleName": "r" * 65, "AssumeRolePolicyDocument": "{}"},
            "iam CreateRole RoleName: is 65 characters, outside 1 to 64",
        ),
        (
            "lambda",
            "create_event_source_mapping",
            {"FunctionName": "f", "BatchSize": 10_001},
            "lambda CreateEventSourceMapping BatchSize: is 10001, outside 1 to 10000",
        ),
        (
            "route53",
            "create_health_check",
            {
                "CallerReference": "1",
                "HealthCheckConfig": {"Type": "HTTPS", "FailureThreshold": 11, "RequestInterval": 30},
            },
            "route53 CreateHealthCheck HealthCheckConfig.FailureThreshold: is 11, outside 1 to 10",
        ),
        (
            "kms",
            "create_key",
            {"KeySpec": "ROT13"},
            "kms CreateKey KeySpec: is 'ROT13', which is none of RSA_2048, ",
        ),
        (
            "ec2",
            "create_security_group",
            {"GroupName": "a", "Description": "Route 53's checkers", "VpcId": "vpc-1"},
            'ec2 CreateSecurityGroup Description: is "Route 53\'s checkers", which does not look like',
        ),
        (
            "rds",
            "create_db_instance",
            {"DBInstanceIdentifier": "a--b", "DBInstanceClass": "db.t4g.micro", "Engine": "postgres"},
            "rds CreateDBInstance DBInstanceIdentifier: is 'a--b', which does not look like",
        ),
    ],
)
def test_a_call_that_aws_would_refuse(
    aws: LocalAws, client: Client, service: str, call: str, arguments: dict[str, Any], reason: str
) -> None:
    with pytest.raises(ClientError, match="AWS would refuse") as refused:
        getattr(client(service), call)(**arguments)

    assert reason in str(refused.value)
    assert len(aws.failures) == 1
    assert reason in aws.failures[0]


def test_a_secret_is_not_shown(client: Client) -> None:
    with pytest.raises(ClientError) as refused:
        client("secretsmanager").create_secret(Name="a", SecretString="s" * 70_000)

    assert "SecretString: is 70000 characters" in str(refused.value)
    assert "sss" not in str(refused.value)


def test_what_aws_would_take_is_answered(aws: LocalAws, client: Client) -> None:
    client("logs").create_log_group(logGroupName="/holdfast/a")
    client("s3").create_bucket(Bucket="example")
    client("s3").put_object(Bucket="example", Key="a b/ä", Body=b"x" * 300_000)

    assert aws.failures == []
