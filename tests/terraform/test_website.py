"""A website with everything, applied and read back as AWS keeps it; other websites plan.

The example itself lives its life in `test_examples.py`.
"""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from botocore.exceptions import ClientError
from moto.cloudfront.models import cloudfront_backends

from constructs_lib.synthesis import synthesize
from drill.extensions.cloudfront_kvs import pairs_of
from drill.local_aws import ACCOUNT_ID, LocalAws
from drill.prerequisites import prerequisites
from drill.terraform import Applied, Plan
from drill.working_copy import read
from tests.support.websites import EVERYTHING, website

pytestmark = [pytest.mark.terraform, pytest.mark.xdist_group("website")]

Json = dict[str, Any]
REGIONS = ("eu-central-1", "us-west-2", "eu-south-2")
RELEASE = "20260102T030405Z-0123456789ab"

VARIANTS: dict[str, Json] = {
    "weighted, with a new zone that is signed": {
        "routing": {"policy": "weighted", "weights": {"eu-central-1": 90, "us-east-1": 10}},
        "domain": {"name": "www.example.com", "zone": {"name": "example.com", "dnssec": True}},
    },
    "blue-green, with a zone by its id and a certificate that exists": {
        "routing": {"policy": "blue-green"},
        "domain": {
            "name": "www.example.com",
            "zone": {"name": "example.com", "zone_id": "Z0123456789ABCDEFGHIJ"},
            "certificate_arn": "arn:aws:acm:us-east-1:123456789012:certificate/a",
        },
    },
    "without logs, alarms and dashboards": {
        "edge": {"access_logs": False, "http3": False, "price_class": "PriceClass_All"},
        "storage": {"access_logs": False},
        "monitoring": {"alarms": {"enabled": False}, "dashboards": False, "health_events": False},
    },
    "canaries, other headers and codes": {
        "monitoring": {"canaries": {"enabled": True}},
        "edge": {
            "headers": {"strict_transport": {"include_subdomains": True, "preload": True}},
            "failover": {"status_codes": [403, 404, 416, 429, 500, 502, 503, 504]},
        },
    },
}


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


@pytest.fixture(scope="module")
def life(running_aws: LocalAws, tmp_path_factory: pytest.TempPathFactory) -> Life:
    """One life of the site; half of it is Terraform's wait for lifecycle rules and for the distribution."""
    running_aws.reset()
    (stack,) = synthesize([website(**EVERYTHING)], tmp_path_factory.mktemp("site") / "cdktf.out")
    running_aws.plant(prerequisites(read(stack.folder)))
    return _lived(running_aws, stack.folder)


def _lived(aws: LocalAws, stack: Path) -> Life:
    with aws.terraform(stack) as terraform:
        terraform.init()
        assert terraform.validate() == ()
        plan = terraform.plan()
        applied = terraform.apply(plan)
        second_plan = terraform.plan()
        seen = _seen(aws)
        _publish(aws)
        plan_after_release = terraform.plan()
        terraform.apply(plan_after_release)
        release = pairs_of(_store()).values["release"]
        destroyed = terraform.destroy()
    return Life(
        planned=plan.count("create"),
        applied=applied,
        second_plan=second_plan,
        plan_after_release=plan_after_release,
        release_after_apply=release,
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
    pairs = pairs_of(_store())
    pairs.change({"release": RELEASE}, (), pairs.etag)


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


def test_what_is_planned_is_applied_and_destroyed(life: Life) -> None:
    assert life.planned > 150
    assert life.applied.added == life.planned
    assert life.destroyed.destroyed == life.planned
    assert life.failures == []


def test_the_second_plan_is_empty(life: Life) -> None:
    assert [change.address for change in life.second_plan.changes] == []
    assert life.second_plan.has_changes is False


def test_a_release_is_no_change_and_no_apply_undoes_it(life: Life) -> None:
    assert [change.address for change in life.plan_after_release.changes] == []
    assert life.release_after_apply == RELEASE


def test_contents_and_logs_went_with_the_deployment_that_said_so(life: Life) -> None:
    assert life.left_over == []


def test_the_distribution_asks_the_group_first_and_pins_a_page_to_each_region(life: Life) -> None:
    (group,) = life.distribution["OriginGroups"]["Items"]
    behaviors = life.distribution["CacheBehaviors"]["Items"]

    assert life.distribution["DefaultCacheBehavior"]["TargetOriginId"] == group["Id"] == "site"
    assert [each["OriginId"] for each in group["Members"]["Items"]] == ["site-eu-central-1", "site-us-west-2"]
    assert sorted(group["FailoverCriteria"]["StatusCodes"]["Items"]) == [403, 404, 500, 502, 503, 504]
    assert [(each["PathPattern"], each["TargetOriginId"]) for each in behaviors] == [
        (f"/_region/{region}/health.html", f"site-{region}") for region in REGIONS
    ]


def test_every_origin_has_the_short_timeouts_and_a_regional_address(life: Life) -> None:
    origins = {
        each["Id"]: (each["DomainName"], each["ConnectionAttempts"], each["ConnectionTimeout"])
        for each in life.distribution["Origins"]["Items"]
    }
    assert origins == {
        f"site-{region}": (f"{bucket(region)}.s3.{region}.amazonaws.com", 2, 3) for region in REGIONS
    }


def test_a_second_distribution_under_the_same_name_is_refused(life: Life) -> None:
    assert life.second_distribution == "CNAMEAlreadyExists"


def test_every_region_copies_its_releases_to_both_others(life: Life) -> None:
    copies = {
        (region, rule["Destination"]["Bucket"].removeprefix("arn:aws:s3:::"))
        for region in REGIONS
        for rule in life.replication[region]["Rules"]
    }
    assert copies == {(one, bucket(other)) for one in REGIONS for other in REGIONS if one != other}
    for region in REGIONS:
        for rule in life.replication[region]["Rules"]:
            assert rule["Filter"] == {"Prefix": "releases/"}
            assert rule["DeleteMarkerReplication"] == {"Status": "Enabled"}
            assert rule["SourceSelectionCriteria"] == {
                "ReplicaModifications": {"Status": "Enabled"},
                "SseKmsEncryptedObjects": {"Status": "Enabled"},
            }
            assert rule["Destination"]["ReplicationTime"] == {"Status": "Enabled", "Time": {"Minutes": 15}}
            assert rule["Destination"]["Metrics"] == {"Status": "Enabled", "EventThreshold": {"Minutes": 15}}


def test_copies_are_encrypted_with_the_key_of_the_region_that_they_go_to(life: Life) -> None:
    key_of = {
        bucket(region): life.encryption[region]["ApplyServerSideEncryptionByDefault"]["KMSMasterKeyID"]
        for region in REGIONS
    }
    assert [key.split(":")[3] for key in key_of.values()] == list(REGIONS)
    for region in REGIONS:
        for rule in life.replication[region]["Rules"]:
            destination = rule["Destination"]
            used = destination["EncryptionConfiguration"]["ReplicaKmsKeyID"]
            assert used == key_of[destination["Bucket"].removeprefix("arn:aws:s3:::")]


def test_each_bucket_s_access_is_logged_in_its_region(life: Life) -> None:
    assert {region: life.logging[region]["TargetBucket"] for region in REGIONS} == {
        region: f"portfolio-production-{region}-logs-{ACCOUNT_ID}" for region in REGIONS
    }


def test_the_live_router_knows_the_regions_and_the_countries(life: Life) -> None:
    code = life.functions["portfolio-production-router"]
    (line,) = [each for each in code.splitlines() if each.startswith("const SETTINGS = ")]
    settings = json.loads(line.removeprefix("const SETTINGS = ").removesuffix(";"))

    assert settings["mode"] == "geolocation"
    assert {each["name"]: each["countries"] for each in settings["regions"]} == {
        "eu-central-1": [],
        "us-west-2": ["US", "CA"],
        "eu-south-2": [],
    }


def test_each_region_is_checked_over_https_at_its_pinned_page(life: Life) -> None:
    found = {each["HealthCheckConfig"]["ResourcePath"]: each["HealthCheckConfig"] for each in life.checks}
    assert sorted(found) == sorted(f"/_region/{region}/health.html" for region in REGIONS)
    for config in found.values():
        assert (config["Type"], config["RequestInterval"], config["FailureThreshold"]) == ("HTTPS", 30, 3)
        assert config["FullyQualifiedDomainName"].endswith(".cloudfront.net")
        assert len(config["Regions"]) == 3


def test_the_firewall_limits_rates_and_counts_its_rules(life: Life) -> None:
    assert [rule["Name"] for rule in sorted(life.firewall["Rules"], key=lambda rule: rule["Priority"])] == [
        "too-many-requests",
        "AWSManagedRulesAmazonIpReputationList",
        "AWSManagedRulesCommonRuleSet",
        "AWSManagedRulesKnownBadInputsRuleSet",
    ]


def test_the_trail_covers_all_regions_and_its_records_are_locked(life: Life) -> None:
    assert life.trail["IsMultiRegionTrail"] is True
    assert life.trail["LogFileValidationEnabled"] is True
    assert life.lock["Rule"] == {"DefaultRetention": {"Mode": "GOVERNANCE", "Days": 365}}


@pytest.mark.parametrize("changes", VARIANTS.values(), ids=VARIANTS)
def test_a_variant_is_valid_and_plans(aws: LocalAws, tmp_path: Path, changes: Json) -> None:
    (stack,) = synthesize([website(**changes)], tmp_path / "cdktf.out")
    aws.plant(prerequisites(read(stack.folder)))
    with aws.terraform(stack.folder) as terraform:
        terraform.init()
        assert terraform.validate() == ()
        assert terraform.plan().summary == f"{stack.resources} to add, 0 to change, 0 to destroy"
