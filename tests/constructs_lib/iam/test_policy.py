"""Policy documents as JSON."""

import json

from constructs_lib.iam.policy import Statement, policy_document


def test_a_document_holds_its_statements_in_order_under_the_current_version() -> None:
    first = Statement(sid="First", actions=["s3:GetObject"], resources=["arn:aws:s3:::one/*"])
    second = Statement(
        sid="Second",
        effect="Deny",
        actions=["sns:Publish"],
        resources=["arn:aws:sns:::two"],
        principals={"Service": ("cloudwatch.amazonaws.com",)},
        conditions={"Bool": {"aws:SecureTransport": "false"}},
    )

    assert json.loads(policy_document(first, second)) == {
        "Version": "2012-10-17",
        "Statement": [
            {
                "Sid": "First",
                "Effect": "Allow",
                "Action": ["s3:GetObject"],
                "Resource": ["arn:aws:s3:::one/*"],
            },
            {
                "Sid": "Second",
                "Effect": "Deny",
                "Principal": {"Service": ["cloudwatch.amazonaws.com"]},
                "Action": ["sns:Publish"],
                "Resource": ["arn:aws:sns:::two"],
                "Condition": {"Bool": {"aws:SecureTransport": "false"}},
            },
        ],
    }


def test_a_trust_policy_names_no_resource() -> None:
    statement = Statement(
        sid="Trust", actions=["sts:AssumeRole"], principals={"Service": ["lambda.amazonaws.com"]}
    )

    assert "Resource" not in statement.document()


def test_everyone_is_a_principal_of_its_own() -> None:
    statement = Statement(sid="All", actions=["sns:Publish"], resources=["arn"], principals="*")

    assert statement.document()["Principal"] == "*"


def test_tokens_survive_inside_the_document() -> None:
    statement = Statement(sid="Token", actions=["sns:Publish"], resources=["${aws_sns_topic.alerts.arn}"])

    assert '"${aws_sns_topic.alerts.arn}"' in policy_document(statement)
