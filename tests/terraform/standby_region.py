"""The standby region of a deployment as boto3 shows it."""

import json
from typing import Any

from drill.local_aws import ACCOUNT_ID, LocalAws


class StandbyRegion:
    """Its group, its targets, its parameters, and what people there were told."""

    def __init__(self, aws: LocalAws, *, region: str, stack: str) -> None:
        self._aws, self._region, self._stack = aws, region, stack
        self._parameters = f"/holdfast/{stack}"
        self._inbox = aws.client("sqs", region).create_queue(QueueName="inbox")["QueueUrl"]

    def hear(self, topic_arn: str) -> None:
        """Subscribe to what the controller tells people."""
        queue = f"arn:aws:sqs:{self._region}:{ACCOUNT_ID}:inbox"
        self._aws.client("sns", self._region).subscribe(TopicArn=topic_arn, Protocol="sqs", Endpoint=queue)

    def messages(self) -> list[str]:
        """Subjects of what was told so far."""
        answer = self._aws.client("sqs", self._region).receive_message(
            QueueUrl=self._inbox, MaxNumberOfMessages=10, VisibilityTimeout=0
        )
        return [json.loads(message["Body"])["Subject"] for message in answer.get("Messages", [])]

    def group(self) -> dict[str, Any]:
        found: dict[str, Any] = self._aws.client("autoscaling", self._region).describe_auto_scaling_groups(
            AutoScalingGroupNames=[self._stack]
        )["AutoScalingGroups"][0]
        return found

    def sizes(self) -> tuple[int, int, int]:
        group = self.group()
        return group["MinSize"], group["MaxSize"], group["DesiredCapacity"]

    def healthy_targets(self, target_group_arn: str) -> int:
        answer = self._aws.client("elbv2", self._region).describe_target_health(
            TargetGroupArn=target_group_arn
        )
        return sum(each["TargetHealth"]["State"] == "healthy" for each in answer["TargetHealthDescriptions"])

    def parameters(self) -> dict[str, tuple[str, int]]:
        """Each parameter's value and version, by the end of its name."""
        answer = self._aws.client("ssm", self._region).get_parameters_by_path(
            Path=self._parameters, Recursive=True
        )
        return {
            each["Name"].removeprefix(f"{self._parameters}/"): (each["Value"], each["Version"])
            for each in answer["Parameters"]
        }

    def password(self) -> str:
        """The database master user's, out of the region's own secret or copy."""
        secret = self._aws.client("secretsmanager", self._region).get_secret_value(
            SecretId=f"holdfast/{self._stack}/database"
        )
        password = str(json.loads(secret["SecretString"])["password"])
        assert len(password) == 40
        return password
