"""AWS's own policies in the embedded AWS."""

from drill.local_aws import LocalAws

POLICY = "arn:aws:iam::aws:policy/AmazonSSMManagedInstanceCore"


def test_a_reset_detaches_aws_s_own_policies(aws: LocalAws) -> None:
    iam = aws.client("iam")
    assert iam.get_policy(PolicyArn=POLICY)["Policy"]["AttachmentCount"] == 0
    iam.create_role(RoleName="instances", AssumeRolePolicyDocument="{}")
    iam.attach_role_policy(RoleName="instances", PolicyArn=POLICY)
    assert iam.get_policy(PolicyArn=POLICY)["Policy"]["AttachmentCount"] == 1

    aws.reset()

    assert iam.get_policy(PolicyArn=POLICY)["Policy"]["AttachmentCount"] == 0
