"""Who hears what a topic says."""

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from cdktf_cdktf_provider_aws.lambda_permission import LambdaPermission
from constructs import Construct

from config.aws_regions import AWS_REGIONS
from config.monitoring_subscribers import function_region
from constructs_lib.naming import HASH_LENGTH, shortened
from constructs_lib.providers import RegionScope

LONGEST_ID = 60


@dataclass(frozen=True, kw_only=True)
class Subscriber:
    """One subscription of one topic."""

    id: str
    """Construct id: as readable as it may be."""
    protocol: str
    endpoint: str


def subscribers(
    *, emails: Sequence[str], webhooks: Sequence[str] = (), functions: Sequence[str] = ()
) -> Iterator[Subscriber]:
    """People, HTTPS endpoints and functions (by ARN) as subscribers.

    An HTTPS endpoint's id is a hash: its path may be something to keep out of plans' addresses.
    """
    for email in emails:
        yield Subscriber(id=shortened(f"email-{email}", LONGEST_ID), protocol="email", endpoint=email)
    for webhook in webhooks:
        digest = hashlib.sha256(webhook.encode()).hexdigest()[:HASH_LENGTH]
        yield Subscriber(id=f"https-{digest}", protocol="https", endpoint=webhook)
    for arn in functions:
        yield Subscriber(id=f"lambda-{_place(arn)}", protocol="lambda", endpoint=arn)


@dataclass(frozen=True, kw_only=True)
class TopicRecord:
    """A topic, for constructs of its own and of other regions."""

    region: str
    arn: str
    made: bool = True
    """Whether it is this deployment's own; another's has no subscriptions of ours."""


class InvokePermissions(Construct):
    """`aws_lambda_permission` for each topic that a function is subscribed to, in the function's region.

    Without it SNS delivers, Lambda refuses, and nobody hears of it.
    """

    def __init__(
        self,
        scope: Construct,
        id_: str,
        *,
        region: RegionScope,
        function_arn: str,
        topics: Sequence[TopicRecord],
    ) -> None:
        """`region` is the function's; the topics may be anywhere SNS can deliver from (F24)."""
        super().__init__(scope, id_)
        for topic in topics:
            LambdaPermission(
                self,
                topic.region,
                provider=region.provider,
                statement_id=region.naming.name("alerts", topic.region, limit=100),
                action="lambda:InvokeFunction",
                function_name=function_arn,
                principal=publisher_in(topic.region, function_region=region.name),
                source_arn=topic.arn,
            )


def publisher_in(topic_region: str, *, function_region: str) -> str:
    """SNS's principal at a function: out of an opt-in region it is the region's own (F24)."""
    crosses = topic_region != function_region
    opt_in = AWS_REGIONS[topic_region].opt_in
    return f"sns.{topic_region}.amazonaws.com" if opt_in and crosses else "sns.amazonaws.com"


def _place(function_arn: str) -> str:
    name = f"{function_region(function_arn)}-{function_arn.rpartition(':')[2]}"
    return shortened(name, LONGEST_ID)
