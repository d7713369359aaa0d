"""Where runs of the controller end that failed."""

from cdktf_cdktf_provider_aws.sqs_queue import SqsQueue
from cdktf_cdktf_provider_aws.sqs_queue_policy import SqsQueuePolicy
from constructs import Construct

from constructs_lib.iam.policy import Statement, policy_document
from constructs_lib.providers import RegionScope

KEPT_SECONDS = 14 * 24 * 3600
"""As long as SQS keeps anything: they are evidence."""


class DeadLetters(Construct):
    """`aws_sqs_queue`, encrypted, that takes messages over TLS only."""

    def __init__(self, scope: Construct, id_: str, *, region: RegionScope, what: str) -> None:
        super().__init__(scope, id_)
        name = region.naming.name(what, "dead-letters", limit=80)
        queue = SqsQueue(
            self,
            "queue",
            provider=region.provider,
            name=name,
            message_retention_seconds=KEPT_SECONDS,
            sqs_managed_sse_enabled=True,
            tags=region.tags(),
        )
        SqsQueuePolicy(
            self,
            "policy",
            provider=region.provider,
            queue_url=queue.id,
            policy=policy_document(
                Statement(
                    sid="TlsOnly",
                    effect="Deny",
                    actions=["sqs:SendMessage", "sqs:ReceiveMessage"],
                    resources=[queue.arn],
                    principals="*",
                    conditions={"Bool": {"aws:SecureTransport": "false"}},
                )
            ),
        )
        self.name = name
        self.arn: str = queue.arn
