"""The edge, its lock and its firewalls through real Terraform, and the rotations of the secret."""

import json
import shutil
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from drill.local_aws import LocalAws
from drill.prerequisites import prerequisites
from drill.terraform import Plan, Terraform
from tests.constructs_lib.edge.delivery_stack import BALANCER, REGIONS, write_delivery

pytestmark = [pytest.mark.terraform(minutes=7), pytest.mark.xdist_group("content-delivery")]

FUNCTION, SECRET = "shop-test-origin-header", "holdfast/shop-test/origin-header"
HEADER = "x-origin-verify"
CLOSED = frozenset[str]()
EVERYTHING: dict[str, Any] = {
    "cached_paths": ["/static/*"],
    "countries": {"policy": "block", "countries": ["KP"]},
    "firewall": {
        "edge": {
            "countries": {"policy": "allow", "countries": ["DE", "FR"]},
            "count_only": ["AWSManagedRulesCommonRuleSet/SizeRestrictions_BODY"],
            "managed_rules": ["AWSManagedRulesCommonRuleSet", "AWSManagedRulesSQLiRuleSet"],
        }
    },
}
SLOWER = {**EVERYTHING, "timeouts": {"read_seconds": 45}}


@dataclass
class Life:
    """What was seen, in the order in which it was."""

    planned: int = 0
    second_plan: Plan | None = None
    accepted: list[dict[str, frozenset[str]]] = field(default_factory=list)
    sent: list[str] = field(default_factory=list)
    current: list[str] = field(default_factory=list)
    plans: list[Plan] = field(default_factory=list)
    lost_region: tuple[str, list[str]] = ("", [])
    state: list[tuple[str, str]] = field(default_factory=list)
    timeouts: tuple[list[tuple[str, str]], int, str] = ([], 0, "")
    anew: tuple[frozenset[str], frozenset[str]] = (CLOSED, CLOSED)
    destroyed: tuple[str, ...] = ("",)
    acl_of_balancer: list[str] = field(default_factory=list)
    failures: list[str] = field(default_factory=list)


class Deployed:
    """The deployment as AWS shows it."""

    def __init__(self, aws: LocalAws) -> None:
        self._aws = aws
        self.secrets = aws.client("secretsmanager")

    def keep(self) -> str | None:
        """The schedule; how it failed, if it did."""
        answer = self._aws.client("lambda").invoke(
            FunctionName=FUNCTION, Payload=json.dumps({"Step": "keep"}).encode()
        )
        return json.load(answer["Payload"])["errorMessage"] if "FunctionError" in answer else None

    def rotate(self) -> None:
        """Secrets Manager calls the real zip four times."""
        self.secrets.rotate_secret(SecretId=SECRET)

    def current(self) -> str:
        """The secret."""
        return str(self.secrets.get_secret_value(SecretId=SECRET, VersionStage="AWSCURRENT")["SecretString"])

    def rule(self, region: str) -> Any:  # noqa: ANN401  # boto3's answer
        """The edge's rule."""
        balancers = self._aws.client("elbv2", region)
        (balancer,) = balancers.describe_load_balancers(Names=[BALANCER])["LoadBalancers"]
        (listener,) = balancers.describe_listeners(LoadBalancerArn=balancer["LoadBalancerArn"])["Listeners"]
        rules = balancers.describe_rules(ListenerArn=listener["ListenerArn"])["Rules"]
        return next(rule for rule in rules if rule["Priority"] == "2")

    def accepted(self) -> dict[str, frozenset[str]]:
        """By region: what the rule lets in."""
        return {
            region: frozenset(
                value
                for condition in self.rule(region)["Conditions"]
                for value in condition.get("HttpHeaderConfig", {}).get("Values", [])
            )
            for region in REGIONS
        }

    def config(self) -> Any:  # noqa: ANN401  # boto3's answer
        """The distribution's one origin."""
        cloudfront = self._aws.client("cloudfront")
        (summary,) = cloudfront.list_distributions()["DistributionList"]["Items"]
        config = cloudfront.get_distribution_config(Id=summary["Id"])["DistributionConfig"]
        (origin,) = config["Origins"]["Items"]
        return origin

    def sent(self) -> str:
        """The header's value."""
        (header,) = self.config()["CustomHeaders"]["Items"]
        assert header["HeaderName"] == HEADER
        return str(header["HeaderValue"])

    def note(self, life: Life) -> None:
        """Who says what now."""
        life.accepted.append(self.accepted())
        life.sent.append(self.sent())
        life.current.append(self.current())

    def lose_rule(self, region: str) -> None:
        """A region that the rotation cannot do anything in."""
        self._aws.client("elbv2", region).delete_rule(RuleArn=self.rule(region)["RuleArn"])


@pytest.fixture(scope="module")
def life(running_aws: LocalAws, tmp_path_factory: pytest.TempPathFactory) -> Life:
    """From the first plan to the end."""
    running_aws.reset()
    folder = tmp_path_factory.mktemp("delivery")
    stack = write_delivery(folder / "first", delivery=EVERYTHING)
    slower = write_delivery(folder / "second", delivery=SLOWER)
    document = json.loads((stack / "cdk.tf.json").read_text(encoding="utf-8"))
    running_aws.plant(prerequisites(document))
    life, deployed = Life(), Deployed(running_aws)
    with running_aws.terraform(stack) as terraform:
        terraform.init()
        assert terraform.validate() == ()
        plan = terraform.plan()
        life.planned = plan.count("create")
        terraform.apply(plan)
        deployed.note(life)
        assert deployed.keep() is None
        deployed.note(life)
        life.second_plan = terraform.plan()
        deployed.rotate()
        deployed.note(life)
        life.plans.append(terraform.plan())
        _lose_a_region(terraform, deployed, life)
        deployed.rotate()
        deployed.note(life)
        life.plans.append(terraform.plan())
        _change_timeouts(terraform, slower, deployed, life)
        life.state = _where(terraform, life.current)
        life.acl_of_balancer = _acls(running_aws)
        terraform.destroy()
        life.destroyed = terraform.addresses()
    life.failures = running_aws.failures
    return life


def _lose_a_region(terraform: Terraform, deployed: Deployed, life: Life) -> None:
    """One rule is gone: a rotation ends half done, Terraform makes the rule anew, the rotation goes on."""
    deployed.lose_rule(REGIONS[1])
    deployed.rotate()
    stages = deployed.secrets.describe_secret(SecretId=SECRET)["VersionIdsToStages"]
    life.lost_region = (deployed.sent(), sorted(label for labels in stages.values() for label in labels))
    terraform.apply()
    closed = deployed.accepted()[REGIONS[1]]
    assert deployed.keep() is None
    life.anew = (closed, deployed.accepted()[REGIONS[1]])
    with pytest.raises(deployed.secrets.exceptions.InvalidRequestException):
        deployed.rotate()  # it takes the old rotation up again, and says so
    deployed.note(life)
    life.plans.append(terraform.plan())


def _change_timeouts(terraform: Terraform, slower: Path, deployed: Deployed, life: Life) -> None:
    shutil.copy(slower / "cdk.tf.json", terraform.directory)
    plan = terraform.plan()
    terraform.apply(plan)
    changes = [(each.address.partition(".")[0], each.action) for each in plan.changes]
    origin = deployed.config()
    life.timeouts = (changes, origin["CustomOriginConfig"]["OriginReadTimeout"], deployed.sent())


def _where(terraform: Terraform, values: list[str]) -> list[tuple[str, str]]:
    """Resource types and arguments of the state in which any of the values stands."""
    state = json.loads((terraform.directory / "terraform.tfstate").read_text(encoding="utf-8"))
    found = {
        (f"{resource['mode']}.{resource['type']}", argument)
        for resource in state["resources"]
        for instance in resource["instances"]
        for argument, held in {**instance["attributes"], "private": instance.get("private")}.items()
        if any(value in json.dumps(held) for value in values)
    }
    outside = json.dumps({key: part for key, part in state.items() if key != "resources"})
    assert not any(value in outside for value in values)
    return sorted(found)


def _acls(aws: LocalAws) -> list[str]:
    names = []
    for region in REGIONS:
        (balancer,) = aws.client("elbv2", region).describe_load_balancers()["LoadBalancers"]
        acl = aws.client("wafv2", region).get_web_acl_for_resource(ResourceArn=balancer["LoadBalancerArn"])
        names.append(acl["WebACL"]["Name"])
    return names


def test_what_is_planned_is_applied_and_destroyed(life: Life) -> None:
    assert life.planned > 80
    assert life.destroyed == ()
    assert life.failures == []


def test_the_second_plan_is_empty(life: Life) -> None:
    assert life.second_plan is not None
    assert [change.address for change in life.second_plan.changes] == []
    assert life.second_plan.has_changes is False


def test_every_plan_after_a_rotation_is_empty(life: Life) -> None:
    assert [[change.address for change in plan.changes] for plan in life.plans] == [[], [], []]
    assert [plan.has_changes for plan in life.plans] == [False, False, False]


def test_load_balancers_are_closed_until_the_schedule_has_come_by(life: Life) -> None:
    first = life.current[0]
    assert life.accepted[0] == dict.fromkeys(REGIONS, CLOSED)
    assert life.accepted[1] == dict.fromkeys(REGIONS, frozenset({first}))
    assert life.sent[0] == first


def test_after_a_rotation_the_edge_sends_the_new_value_and_the_one_before_is_still_accepted(
    life: Life,
) -> None:
    before, after = life.current[1], life.current[2]
    assert before != after
    assert life.sent[2] == after
    assert life.accepted[2] == dict.fromkeys(REGIONS, frozenset({before, after}))


def test_one_rotation_later_the_old_header_is_refused(life: Life) -> None:
    assert life.current[1] not in life.accepted[3][REGIONS[0]]
    assert life.accepted[3] == dict.fromkeys(REGIONS, frozenset({life.current[2], life.current[3]}))
    assert life.accepted[4] == dict.fromkeys(REGIONS, frozenset({life.current[3], life.current[4]}))
    assert len(set(life.current)) == 4


def test_while_one_region_cannot_be_set_the_edge_stays_with_what_both_accept(life: Life) -> None:
    assert life.lost_region == (
        life.current[2],
        ["AWSCURRENT", "AWSPENDING", "AWSPREVIOUS", "FIRST"],
    )


def test_a_rule_made_anew_is_closed_and_opened_by_the_schedule(life: Life) -> None:
    closed, opened = life.anew
    assert closed == CLOSED
    assert {life.current[2], life.current[3]} <= opened


def test_timeouts_are_applied_by_terraform_and_the_header_stays(life: Life) -> None:
    assert life.timeouts == ([("aws_cloudfront_distribution", "update")], 45, life.current[4])


def test_the_secret_stands_in_the_state_only_where_the_provider_has_no_other_way(life: Life) -> None:
    """In the distribution, in the data source that feeds it, and in the rules that Terraform reads back."""
    assert life.state == [
        ("data.aws_secretsmanager_secret_version", "secret_string"),
        ("managed.aws_cloudfront_distribution", "origin"),
        ("managed.aws_lb_listener_rule", "condition"),
    ]


def test_each_load_balancer_stands_behind_its_firewall(life: Life) -> None:
    assert life.acl_of_balancer == ["shop-test-entrance", "shop-test-entrance"]
