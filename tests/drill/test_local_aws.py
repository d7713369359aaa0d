"""The embedded AWS: an account of its own, out of reach of the real one."""

import os
import socket

import pytest
from botocore.exceptions import ClientError

from drill.local_aws import ACCOUNT_ID, LocalAws


def test_its_address_is_loopback(aws: LocalAws) -> None:
    assert aws.endpoint.startswith("http://127.0.0.1:")


def test_the_account_is_the_embedded_one(aws: LocalAws) -> None:
    assert aws.client("sts").get_caller_identity()["Account"] == ACCOUNT_ID


def test_the_environment_holds_none_of_the_callers_credentials(aws: LocalAws) -> None:
    own = {
        "AWS_PROFILE": "production",
        "AWS_ACCESS_KEY_ID": "AKIAREALREALREALREAL",
        "AWS_SECRET_ACCESS_KEY": "real",
        "AWS_SESSION_TOKEN": "real",
        "AWS_CONFIG_FILE": "/home/me/.aws/config",
        "AWS_ROLE_ARN": "arn:aws:iam::1:role/real",
        "AWS_WEB_IDENTITY_TOKEN_FILE": "/token",
        "AWS_ENDPOINT_URL_STS": "https://sts.amazonaws.com",
        "AWS_CA_BUNDLE": "/etc/ca.pem",
        "PATH": "/bin",
    }
    environment = aws.environment(own)
    assert {name: value for name, value in environment.items() if name.startswith("AWS_")} == {
        "AWS_ACCESS_KEY_ID": "AKIAEMBEDDEDAWS00000",
        "AWS_CA_BUNDLE": "/etc/ca.pem",
        "AWS_CONFIG_FILE": os.devnull,
        "AWS_DEFAULT_REGION": "us-east-1",
        "AWS_EC2_METADATA_DISABLED": "true",
        "AWS_ENDPOINT_URL": aws.endpoint,
        "AWS_SECRET_ACCESS_KEY": "embedded",
        "AWS_SHARED_CREDENTIALS_FILE": os.devnull,
    }
    assert environment["PATH"] == "/bin"


def test_a_proxy_is_not_asked_for_the_embedded_aws(aws: LocalAws) -> None:
    environment = aws.environment({"HTTP_PROXY": "http://proxy", "NO_PROXY": "intra"})
    assert environment["NO_PROXY"] == "intra,127.0.0.1,localhost"


def test_clients_ignore_the_callers_profile_and_proxy(aws: LocalAws, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AWS_PROFILE", "there-is-no-such-profile")
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9")
    assert aws.client("sts").get_caller_identity()["Account"] == ACCOUNT_ID


def test_managed_policies_are_there(aws: LocalAws) -> None:
    arn = "arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole"
    found = aws.client("iam").get_policy(PolicyArn=arn)["Policy"]
    assert found["PolicyName"] == "AWSLambdaBasicExecutionRole"


def test_regions_are_apart(aws: LocalAws) -> None:
    aws.client("sns", "us-west-2").create_topic(Name="west")
    assert aws.client("sns", "us-east-1").list_topics()["Topics"] == []
    assert len(aws.client("sns", "us-west-2").list_topics()["Topics"]) == 1


def test_a_reset_forgets_everything(aws: LocalAws) -> None:
    aws.client("sns").create_topic(Name="alerts")
    aws.client("vpc-lattice").create_service_network(name="shared")
    aws.reset()
    assert aws.client("sns").list_topics()["Topics"] == []
    assert aws.client("vpc-lattice").list_service_networks()["items"] == []


def test_a_call_that_is_missing_is_named_at_once(aws: LocalAws) -> None:
    with pytest.raises(ClientError) as refused:
        aws.client("cloudwatch").put_anomaly_detector(Namespace="n", MetricName="m", Stat="Sum")
    assert refused.value.response["Error"] == {
        "Code": "NotImplemented",
        "Message": "the embedded AWS cannot answer POST /: NotImplementedError: "
        "The put_anomaly_detector action has not been implemented",
    }
    assert refused.value.response["ResponseMetadata"]["HTTPStatusCode"] == 501
    assert aws.failures == [
        "POST /: NotImplementedError: The put_anomaly_detector action has not been implemented"
    ]


def test_a_path_that_is_missing_is_not_taken_for_a_resource_that_is_gone(aws: LocalAws) -> None:
    with pytest.raises(ClientError, match=r"NotImplemented.*moto knows no such path"):
        aws.client("vpc-lattice").list_service_network_vpc_endpoint_associations(
            serviceNetworkIdentifier="sn-" + "0" * 17
        )


def test_the_port_is_free_again_afterwards() -> None:
    with LocalAws() as aws:
        port = int(aws.endpoint.rsplit(":", 1)[1])
    with socket.socket() as probe:
        assert probe.connect_ex(("127.0.0.1", port)) != 0


def test_outside_its_block_it_says_how_to_use_it() -> None:
    with pytest.raises(RuntimeError, match="with LocalAws\\(\\) as aws"):
        _ = LocalAws().endpoint
