"""A website with everything, applied and read back as AWS keeps it; other websites plan.

The example itself lives its life in `test_examples.py`.
"""

import json
from pathlib import Path
from typing import Any

import pytest

from constructs_lib.synthesis import synthesize
from drill.local_aws import ACCOUNT_ID, LocalAws
from drill.prerequisites import prerequisites
from drill.working_copy import read
from tests.support.websites import EVERYTHING, website
from tests.terraform.website_life import REGIONS, RELEASE, Life, bucket, lived

pytestmark = [pytest.mark.terraform(minutes=4), pytest.mark.xdist_group("website")]

Json = dict[str, Any]

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


@pytest.fixture(scope="module")
def life(running_aws: LocalAws, tmp_path_factory: pytest.TempPathFactory) -> Life:
    """One life of the site; half of it is Terraform's wait for lifecycle rules and for the distribution."""
    running_aws.reset()
    (stack,) = synthesize([website(**EVERYTHING)], tmp_path_factory.mktemp("site") / "cdktf.out")
    running_aws.plant(prerequisites(read(stack.folder)))
    return lived(running_aws, stack.folder)


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


def test_every_region_answers_for_itself_from_the_first_apply_on(life: Life) -> None:
    for region in REGIONS:
        assert f"{region} is healthy. Nothing is published yet." in life.first_pages[region]


def test_no_apply_takes_a_release_s_health_pages_back(life: Life) -> None:
    assert life.pages_after_apply == {region: f"{region} serves {RELEASE}" for region in REGIONS}


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
    retention = life.lock["Rule"]["DefaultRetention"]
    assert (retention["Mode"], retention["Days"]) == ("GOVERNANCE", 365)


@pytest.mark.parametrize("changes", VARIANTS.values(), ids=VARIANTS)
def test_a_variant_is_valid_and_plans(aws: LocalAws, tmp_path: Path, changes: Json) -> None:
    (stack,) = synthesize([website(**changes)], tmp_path / "cdktf.out")
    aws.plant(prerequisites(read(stack.folder)))
    with aws.terraform(stack.folder) as terraform:
        terraform.init()
        assert terraform.validate() == ()
        assert terraform.plan().summary == f"{stack.resources} to add, 0 to change, 0 to destroy"
