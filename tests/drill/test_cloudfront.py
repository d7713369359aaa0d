"""CloudFront and S3 replication on the embedded AWS: the rules of AWS that moto does not know."""

from typing import Any

import pytest
from botocore.exceptions import ClientError

from drill.local_aws import LocalAws

Json = dict[str, Any]
CODE = b"function handler(event) { return event.request; }"


@pytest.fixture
def cloudfront(aws: LocalAws) -> Any:  # noqa: ANN401  # a boto3 client
    return aws.client("cloudfront")


def config(**changes: Any) -> Json:  # noqa: ANN401  # any part of a distribution
    """The least distribution that AWS takes."""
    return {
        "CallerReference": "one",
        "Comment": "",
        "Enabled": True,
        "Origins": {
            "Quantity": 1,
            "Items": [
                {
                    "Id": "site",
                    "DomainName": "site.s3.eu-central-1.amazonaws.com",
                    "S3OriginConfig": {"OriginAccessIdentity": ""},
                }
            ],
        },
        "DefaultCacheBehavior": {"TargetOriginId": "site", "ViewerProtocolPolicy": "https-only"},
        **changes,
    }


def refusal(call: Any, **arguments: Any) -> str:  # noqa: ANN401  # any call of a client
    with pytest.raises(ClientError) as refused:
        call(**arguments)
    return str(refused.value.response["Error"]["Code"])


def test_what_was_written_is_read(cloudfront: Any) -> None:  # noqa: ANN401
    made = cloudfront.create_distribution(DistributionConfig=config())["Distribution"]
    read = cloudfront.get_distribution_config(Id=made["Id"])["DistributionConfig"]

    assert read["DefaultCacheBehavior"]["TargetOriginId"] == "site"
    assert read["OriginGroups"] == {"Quantity": 0}


def test_a_call_that_is_sent_again_is_done_once(cloudfront: Any) -> None:  # noqa: ANN401
    first, again = (
        cloudfront.create_distribution(DistributionConfig=config())["Distribution"]["Id"] for _ in range(2)
    )
    assert first == again


def test_a_name_without_a_certificate_is_refused(cloudfront: Any) -> None:  # noqa: ANN401
    names = {"Quantity": 1, "Items": ["www.example.com"]}
    code = refusal(cloudfront.create_distribution, DistributionConfig=config(Aliases=names))
    assert code == "InvalidViewerCertificate"


def test_a_certificate_of_another_region_is_refused(aws: LocalAws, cloudfront: Any) -> None:  # noqa: ANN401
    acm = aws.client("acm", "eu-central-1")
    arn = acm.request_certificate(DomainName="www.example.com", ValidationMethod="DNS")["CertificateArn"]
    certificate = {
        "ACMCertificateArn": arn,
        "SSLSupportMethod": "sni-only",
        "MinimumProtocolVersion": "TLSv1.2_2021",
    }
    code = refusal(cloudfront.create_distribution, DistributionConfig=config(ViewerCertificate=certificate))
    assert code == "InvalidViewerCertificate"


def test_an_origin_that_is_not_there_is_refused(cloudfront: Any) -> None:  # noqa: ANN401
    behavior = {"TargetOriginId": "other", "ViewerProtocolPolicy": "https-only"}
    code = refusal(cloudfront.create_distribution, DistributionConfig=config(DefaultCacheBehavior=behavior))
    assert code == "NoSuchOrigin"


def test_an_origin_group_of_one_is_refused(cloudfront: Any) -> None:  # noqa: ANN401
    group = {
        "Id": "group",
        "FailoverCriteria": {"StatusCodes": {"Quantity": 1, "Items": [500]}},
        "Members": {"Quantity": 2, "Items": [{"OriginId": "site"}, {"OriginId": "site"}]},
    }
    groups = {"Quantity": 1, "Items": [group]}
    code = refusal(cloudfront.create_distribution, DistributionConfig=config(OriginGroups=groups))
    assert code == "InvalidArgument"


def test_a_distribution_that_is_switched_on_cannot_be_deleted(cloudfront: Any) -> None:  # noqa: ANN401
    made = cloudfront.create_distribution(DistributionConfig=config())
    code = refusal(cloudfront.delete_distribution, Id=made["Distribution"]["Id"], IfMatch=made["ETag"])
    assert code == "DistributionNotDisabled"


def _function(cloudfront: Any) -> Json:  # noqa: ANN401
    made: Json = cloudfront.create_function(
        Name="router",
        FunctionConfig={"Comment": "", "Runtime": "cloudfront-js-2.0"},
        FunctionCode=CODE,
    )
    return made


def _with_function(arn: str) -> Json:
    behavior = {
        "TargetOriginId": "site",
        "ViewerProtocolPolicy": "https-only",
        "FunctionAssociations": {
            "Quantity": 1,
            "Items": [{"FunctionARN": arn, "EventType": "viewer-request"}],
        },
    }
    return config(DefaultCacheBehavior=behavior)


def test_only_a_published_function_can_be_used(cloudfront: Any) -> None:  # noqa: ANN401
    made = _function(cloudfront)
    arn = made["FunctionSummary"]["FunctionMetadata"]["FunctionARN"]

    code = refusal(cloudfront.create_distribution, DistributionConfig=_with_function(arn))
    cloudfront.publish_function(Name="router", IfMatch=made["ETag"])
    cloudfront.create_distribution(DistributionConfig=_with_function(arn))

    assert code == "InvalidFunctionAssociation"


def test_the_live_function_stays_until_the_next_publication(cloudfront: Any) -> None:  # noqa: ANN401
    made = _function(cloudfront)
    cloudfront.publish_function(Name="router", IfMatch=made["ETag"])
    changed = cloudfront.update_function(
        Name="router",
        IfMatch=made["ETag"],
        FunctionConfig={"Comment": "", "Runtime": "cloudfront-js-2.0"},
        FunctionCode=b"// other",
    )

    def live() -> bytes:
        code: bytes = cloudfront.get_function(Name="router", Stage="LIVE")["FunctionCode"].read()
        return code

    before = live()
    cloudfront.publish_function(Name="router", IfMatch=changed["ETag"])
    assert (before, live()) == (CODE, b"// other")


def test_code_above_ten_kilobytes_is_refused(cloudfront: Any) -> None:  # noqa: ANN401
    code = refusal(
        cloudfront.create_function,
        Name="router",
        FunctionConfig={"Comment": "", "Runtime": "cloudfront-js-2.0"},
        FunctionCode=b"x" * 10_241,
    )
    assert code == "FunctionSizeLimitExceeded"


def test_a_policy_that_a_distribution_uses_cannot_be_deleted(cloudfront: Any) -> None:  # noqa: ANN401
    made = cloudfront.create_cache_policy(CachePolicyConfig={"Name": "content", "MinTTL": 0})
    policy = made["CachePolicy"]["Id"]
    behavior = {"TargetOriginId": "site", "ViewerProtocolPolicy": "https-only", "CachePolicyId": policy}
    cloudfront.create_distribution(DistributionConfig=config(DefaultCacheBehavior=behavior))

    assert refusal(cloudfront.delete_cache_policy, Id=policy, IfMatch=made["ETag"]) == "CachePolicyInUse"


@pytest.fixture
def buckets(aws: LocalAws) -> Any:  # noqa: ANN401  # a boto3 client
    s3 = aws.client("s3")
    for name in ("source", "copy"):
        s3.create_bucket(Bucket=name)
    return s3


def _rule() -> Json:
    return {
        "ID": "copy",
        "Priority": 3,
        "Status": "Enabled",
        "Filter": {"Prefix": "releases/"},
        "DeleteMarkerReplication": {"Status": "Enabled"},
        "SourceSelectionCriteria": {"ReplicaModifications": {"Status": "Enabled"}},
        "Destination": {
            "Bucket": "arn:aws:s3:::copy",
            "ReplicationTime": {"Status": "Enabled", "Time": {"Minutes": 15}},
            "Metrics": {"Status": "Enabled", "EventThreshold": {"Minutes": 15}},
        },
    }


def _replicate(s3: Any) -> None:  # noqa: ANN401
    s3.put_bucket_replication(
        Bucket="source",
        ReplicationConfiguration={"Role": "arn:aws:iam::123456789012:role/copy", "Rules": [_rule()]},
    )


@pytest.mark.parametrize("versioned", [[], ["source"], ["copy"]])
def test_replication_without_versions_on_both_sides_is_refused(
    buckets: Any,  # noqa: ANN401
    versioned: list[str],
) -> None:
    for name in versioned:
        buckets.put_bucket_versioning(Bucket=name, VersioningConfiguration={"Status": "Enabled"})

    with pytest.raises(ClientError, match="InvalidRequest"):
        _replicate(buckets)
    with pytest.raises(ClientError, match="ReplicationConfigurationNotFoundError"):
        buckets.get_bucket_replication(Bucket="source")


def test_a_replication_rule_is_read_as_it_was_written(buckets: Any) -> None:  # noqa: ANN401
    for name in ("source", "copy"):
        buckets.put_bucket_versioning(Bucket=name, VersioningConfiguration={"Status": "Enabled"})
    _replicate(buckets)

    assert buckets.get_bucket_replication(Bucket="source")["ReplicationConfiguration"]["Rules"] == [_rule()]
