"""The life of a website with everything: applied, read back as AWS keeps it, published to, destroyed."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from botocore.exceptions import ClientError
from moto.cloudfront.models import cloudfront_backends

from drill.extensions.cloudfront_kvs import pairs_of
from drill.local_aws import ACCOUNT_ID, LocalAws
from drill.terraform import Applied, Plan
from publishing.content_types import LIVE
from publishing.region_pages import HTML, pinned_key

Json = dict[str, Any]
REGIONS = ("eu-central-1", "us-west-2", "eu-south-2")
RELEASE = "20260102T030405Z-0123456789ab"


def bucket(region: str) -> str:
    """A region's bucket in the embedded AWS."""
    return f"portfolio-production-{region}-{ACCOUNT_ID}"


@dataclass(frozen=True, kw_only=True)
class Life:
    """What was seen of the site from its first plan to its end."""

    planned: int
    applied: Applied
    second_plan: Plan
    plan_after_release: Plan
    release_after_apply: str
    first_pages: dict[str, str]
    """What each region answers for itself before the release, and below, after an apply that follows it."""
    pages_after_apply: dict[str, str]
    destroyed: Applied
    distribution: Json
    second_distribution: str
    replication: dict[str, Json]
    logging: dict[str, Json]
    encryption: dict[str, Json]
    lock: Json
    trail: Json
    functions: dict[str, str]
    checks: list[Json]
    firewall: Json
    left_over: list[str]
    failures: list[str]


def lived(aws: LocalAws, stack: Path) -> Life:
    """From the first plan to the end, with a release in between."""
    with aws.terraform(stack) as terraform:
        terraform.init()
        assert terraform.validate() == ()
        plan = terraform.plan()
        applied = terraform.apply(plan)
        second_plan = terraform.plan()
        seen = _seen(aws)
        first_pages = _pages(aws)
        _publish(aws)
        plan_after_release = terraform.plan()
        terraform.apply(plan_after_release)
        release = pairs_of(_store()).values["release"]
        pages = _pages(aws)
        destroyed = terraform.destroy()
    return Life(
        planned=plan.count("create"),
        applied=applied,
        second_plan=second_plan,
        plan_after_release=plan_after_release,
        release_after_apply=release,
        first_pages=first_pages,
        pages_after_apply=pages,
        destroyed=destroyed,
        left_over=[each["Name"] for each in aws.client("s3").list_buckets()["Buckets"]],
        failures=aws.failures,
        **seen,
    )


def _store() -> Any:  # noqa: ANN401  # moto's own type
    (store,) = cloudfront_backends[ACCOUNT_ID]["aws"].key_value_stores.values()
    return store


def _publish(aws: LocalAws) -> None:
    """As much of a release as Terraform could stumble over: objects, and the key that says it is served."""
    for region in REGIONS:
        aws.client("s3", region).put_object(
            Bucket=bucket(region), Key=f"releases/{RELEASE}/index.html", Body=b"<!doctype html>"
        )
        aws.client("s3", region).put_object(
            Bucket=bucket(region),
            Key=pinned_key(region),
            Body=f"{region} serves {RELEASE}".encode(),
            ContentType=HTML,
            CacheControl=LIVE,
            ChecksumAlgorithm="SHA256",
        )
    pairs = pairs_of(_store())
    pairs.change({"release": RELEASE}, (), pairs.etag)


def _pages(aws: LocalAws) -> dict[str, str]:
    """Each region's health page."""
    return {
        region: aws.client("s3", region)
        .get_object(Bucket=bucket(region), Key=pinned_key(region))["Body"]
        .read()
        .decode()
        for region in REGIONS
    }


def _seen(aws: LocalAws) -> Json:
    cloudfront = aws.client("cloudfront")
    (summary,) = cloudfront.list_distributions()["DistributionList"]["Items"]
    distribution = cloudfront.get_distribution_config(Id=summary["Id"])["DistributionConfig"]
    s3 = {region: aws.client("s3", region) for region in REGIONS}
    audit = bucket("us-west-2").replace(f"-{ACCOUNT_ID}", f"-audit-{ACCOUNT_ID}")
    waf = aws.client("wafv2")
    (acl,) = waf.list_web_acls(Scope="CLOUDFRONT")["WebACLs"]
    return {
        "distribution": distribution,
        "second_distribution": _refused_distribution(cloudfront, distribution),
        "replication": {
            region: s3[region].get_bucket_replication(Bucket=bucket(region))["ReplicationConfiguration"]
            for region in REGIONS
        },
        "logging": {
            region: s3[region].get_bucket_logging(Bucket=bucket(region))["LoggingEnabled"]
            for region in REGIONS
        },
        "encryption": {
            region: s3[region].get_bucket_encryption(Bucket=bucket(region))[
                "ServerSideEncryptionConfiguration"
            ]["Rules"][0]
            for region in REGIONS
        },
        "lock": s3["us-west-2"].get_object_lock_configuration(Bucket=audit)["ObjectLockConfiguration"],
        "trail": aws.client("cloudtrail", "us-west-2").describe_trails()["trailList"][0],
        "functions": {
            each["Name"]: cloudfront.get_function(Name=each["Name"], Stage="LIVE")["FunctionCode"]
            .read()
            .decode()
            for each in cloudfront.list_functions()["FunctionList"]["Items"]
        },
        "checks": aws.client("route53").list_health_checks()["HealthChecks"],
        "firewall": waf.get_web_acl(Scope="CLOUDFRONT", Name=acl["Name"], Id=acl["Id"])["WebACL"],
    }


def _refused_distribution(cloudfront: Any, config: Json) -> str:  # noqa: ANN401  # a boto3 client
    """The code with which a second distribution under the same name is refused."""
    with pytest.raises(ClientError) as refused:
        cloudfront.create_distribution(DistributionConfig={**config, "CallerReference": "a second one"})
    return str(refused.value.response["Error"]["Code"])
