"""An SDK sends a call again when its answer was lost: it must not be done twice."""

import urllib.request
from urllib.error import HTTPError

from drill.local_aws import LocalAws


def _send(aws: LocalAws, invocation: str, name: str) -> int:
    """Creates a role, of which there can be one of a name; returns the status of the answer."""
    body = (
        f"Action=CreateRole&Version=2010-05-08&RoleName={name}"
        "&AssumeRolePolicyDocument=%7B%22Version%22%3A%222012-10-17%22%2C%22Statement%22%3A%5B%5D%7D"
    )
    request = urllib.request.Request(  # noqa: S310  # loopback
        aws.endpoint,
        data=body.encode(),
        headers={
            "Amz-Sdk-Invocation-Id": invocation,
            "Authorization": "AWS4-HMAC-SHA256 Credential=test/20260101/us-east-1/iam/aws4_request, "
            "SignedHeaders=host, Signature=0",
            "Content-Type": "application/x-www-form-urlencoded",
        },
    )
    try:
        with urllib.request.urlopen(request, timeout=30) as answer:  # noqa: S310  # loopback
            return int(answer.status)
    except HTTPError as error:
        return error.code


def test_a_call_that_is_sent_again_gets_the_first_answer(aws: LocalAws) -> None:
    assert [_send(aws, "one", "orders"), _send(aws, "one", "orders")] == [200, 200]
    assert [role["RoleName"] for role in aws.client("iam").list_roles()["Roles"]] == ["orders"]


def test_another_call_with_the_same_content_is_another_call(aws: LocalAws) -> None:
    assert [_send(aws, "two", "orders"), _send(aws, "three", "orders")] == [200, 409]
