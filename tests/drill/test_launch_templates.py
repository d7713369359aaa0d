"""Launch templates in the embedded AWS."""

from drill.local_aws import LocalAws


def test_tags_that_are_changed_are_shown(aws: LocalAws) -> None:
    ec2 = aws.client("ec2", "us-west-2")
    tags = [{"ResourceType": "launch-template", "Tags": [{"Key": "Role", "Value": "primary"}]}]
    made = ec2.create_launch_template(
        LaunchTemplateName="shop", LaunchTemplateData={"ImageId": "ami-12c6146b"}, TagSpecifications=tags
    )["LaunchTemplate"]
    ec2.create_tags(Resources=[made["LaunchTemplateId"]], Tags=[{"Key": "Role", "Value": "standby"}])
    (found,) = ec2.describe_launch_templates(LaunchTemplateNames=["shop"])["LaunchTemplates"]
    assert found["Tags"] == [{"Key": "Role", "Value": "standby"}]
