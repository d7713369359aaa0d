"""Rights, accounts and tags of the AWS providers: what may stand there, and what contradicts itself."""

import pytest

from config.providers import IgnoredTags
from config.rights import Rights
from tests.config.conftest import Load, Refusal
from tests.config.texts import SMALL

HERE, ZONES = "111111111111", "222222222222"


def role(account: str, name: str = "deploy") -> str:
    return f"arn:aws:iam::{account}:role/{name}"


def settings(*lines: str) -> str:
    """A deployment with these lines below `providers`, which begin on line 13."""
    return SMALL + "providers:\n" + "".join(f"  {line}\n" for line in lines)


DNS = ("dns:", "  assume_role:", f"    role_arn: {role(ZONES)}")


def test_a_region_has_the_rights_above_it_unless_it_says_otherwise(load_text: Load) -> None:
    providers = load_text(
        settings(
            "profile: hub",
            "assume_role:",
            f"  role_arn: {role(HERE)}",
            "  duration: 1h30m",
            "regions:",
            "  us-west-2:",
            "    assume_role:",
            f"      role_arn: {role(HERE, 'west')}",
        )
    ).providers

    east, west = providers.rights("us-east-1"), providers.rights("us-west-2")
    assert (east.profile, east.assume_role.role_arn, east.assume_role.duration) == (
        "hub",
        role(HERE),
        "1h30m",
    )
    assert (west.profile, west.assume_role.role_arn, west.assume_role.duration) == (
        "hub",
        role(HERE, "west"),
        None,
    )


def test_the_zones_account_inherits_the_profile_and_no_role(load_text: Load) -> None:
    text = settings("profile: hub", "assume_role:", f"  role_arn: {role(HERE)}", "dns:", "  profile: zones")
    inherits = settings("profile: hub", "assume_role:", f"  role_arn: {role(HERE)}", *DNS)

    assert load_text(text).providers.dns_rights == Rights(profile="zones")
    rights = load_text(inherits).providers.dns_rights
    assert (rights.profile, rights.assume_role.role_arn) == ("hub", role(ZONES))


def test_without_a_word_the_zones_are_in_the_deployments_account(load_text: Load) -> None:
    assert load_text(SMALL).providers.dns_rights is None


@pytest.mark.parametrize("duration", ["15m", "1h", "90m", "1h30m", "12h", "720m"])
def test_a_duration_that_aws_takes(load_text: Load, duration: str) -> None:
    text = settings("assume_role:", f"  role_arn: {role(HERE)}", f"  duration: {duration}")

    assert load_text(text).providers.assume_role.duration == duration


@pytest.mark.parametrize("duration", ["14m", "12h1m", "13h", "1", "3600", "1d", "1h 30m", '""', "h"])
def test_a_duration_that_aws_refuses(refusal: Refusal, duration: str) -> None:
    message = refusal(settings("assume_role:", f"  role_arn: {role(HERE)}", f"  duration: {duration}"))

    assert "deployment.yaml:15: providers.assume_role.duration" in message
    assert "a time from 15m to 12h, in hours and minutes" in message


def test_a_role_of_another_partition_is_refused(refusal: Refusal) -> None:
    message = """\
deployment.yaml:14: providers.assume_role.role_arn
  found:   arn:aws-cn:iam::111111111111:role/deploy
  allowed: an ARN of the partition aws, where the deployment is: nothing of one partition can be
           used in another
  mend:    copy the ARN of the one in the partition aws, which begins with arn:aws:

1 problem in deployment.yaml; nothing was written."""
    assert refusal(settings("assume_role:", f"  role_arn: arn:aws-cn:iam::{HERE}:role/deploy")) == message


@pytest.mark.parametrize(
    "found",
    ["deploy", f"arn:aws:iam::{HERE}:user/deploy", "arn:aws:iam::1234:role/x", f"arn:aws:sts::{HERE}:role/x"],
)
def test_what_is_no_role_is_refused(refusal: Refusal, found: str) -> None:
    message = refusal(settings("assume_role:", f"  role_arn: {found}"))

    assert "allowed: an IAM role's ARN" in message
    assert "mend:    copy it, such as arn:aws:iam::123456789012:role/deploy" in message


def test_a_role_outside_the_allowed_accounts_is_refused(refusal: Refusal) -> None:
    message = """\
deployment.yaml:15: providers.assume_role.role_arn
  found:   a role of account 111111111111
  allowed: a role of an allowed account: 222222222222
  mend:    correct the role, or add its account to `allowed_account_ids`

1 problem in deployment.yaml; nothing was written."""
    text = settings(f'allowed_account_ids: ["{ZONES}"]', "assume_role:", f"  role_arn: {role(HERE)}")
    assert refusal(text) == message


def test_the_zones_account_has_a_list_of_its_own(load_text: Load, refusal: Refusal) -> None:
    both = settings(f'allowed_account_ids: ["{HERE}"]', *DNS, f'  allowed_account_ids: ["{ZONES}"]')
    wrong = settings(*DNS, f'  allowed_account_ids: ["{HERE}"]')

    assert load_text(both).providers.dns.allowed_account_ids == (ZONES,)
    assert "providers.dns.assume_role.role_arn" in refusal(wrong)


def test_a_forbidden_account_is_forbidden_to_zones_too(refusal: Refusal) -> None:
    message = """\
deployment.yaml:16: providers.dns.assume_role.role_arn
  found:   a role of account 222222222222, which is forbidden
  allowed: a role of an account outside `forbidden_account_ids`
  mend:    correct the role, or remove the account from the list

1 problem in deployment.yaml; nothing was written."""
    assert refusal(settings(f'forbidden_account_ids: ["{ZONES}"]', *DNS)) == message


def test_a_forbidden_account_is_not_allowed_to_zones(refusal: Refusal, load_text: Load) -> None:
    message = """\
deployment.yaml:16: providers.dns.allowed_account_ids
  found:   222222222222, which `forbidden_account_ids` names too
  allowed: accounts outside `forbidden_account_ids`: those hold for zones as well
  mend:    remove the account from one of the two lists

1 problem in deployment.yaml; nothing was written."""
    lines = ("dns:", "  profile: zones", f'  allowed_account_ids: ["{ZONES}"]')
    assert refusal(settings(f'forbidden_account_ids: ["{ZONES}"]', *lines)) == message

    other = load_text(settings(f'forbidden_account_ids: ["{HERE}"]', *lines)).providers
    assert other.dns.allowed_account_ids == (ZONES,)


def test_two_lists_of_accounts_are_refused(refusal: Refusal) -> None:
    message = """\
deployment.yaml:14: providers.forbidden_account_ids
  found:   forbidden beside allowed accounts
  allowed: one of the two lists: the allowed ones say already which are not
  mend:    remove `forbidden_account_ids`

1 problem in deployment.yaml; nothing was written."""
    text = settings(f'allowed_account_ids: ["{HERE}"]', f'forbidden_account_ids: ["{ZONES}"]')
    assert refusal(text) == message


def test_an_account_id_that_yaml_reads_as_a_number_is_told(refusal: Refusal) -> None:
    message = refusal(settings("allowed_account_ids: [111111111111]"))

    assert "mend:    put it in quotes, so that YAML reads it as text" in message


def test_regions_in_several_accounts_are_refused(refusal: Refusal) -> None:
    message = """\
deployment.yaml:18: providers.regions.us-west-2.assume_role.role_arn
  found:   a role of account 222222222222 beside one of 111111111111
  allowed: roles of one account: what regions share (peering, copies, replicas) is written for one;
           only the hosted zones may be in another, under `dns`
  mend:    name a role of account 111111111111

1 problem in deployment.yaml; nothing was written."""
    text = settings(
        "assume_role:",
        f"  role_arn: {role(HERE)}",
        "regions:",
        "  us-west-2:",
        "    assume_role:",
        f"      role_arn: {role(ZONES)}",
    )
    assert refusal(text) == message


def test_rights_in_a_region_of_nobody_are_refused(refusal: Refusal) -> None:
    message = """\
deployment.yaml:14: providers.regions.eu-west-1
  found:   rights in eu-west-1
  allowed: the regions in which something is made: us-east-1, us-west-2
  mend:    remove it, or correct the region

1 problem in deployment.yaml; nothing was written."""
    assert refusal(settings("regions:", "  eu-west-1: {profile: europe}")) == message


def test_the_edges_region_may_have_rights_without_being_a_region_of_the_deployment(load_text: Load) -> None:
    text = settings("regions:", "  us-east-1: {profile: edge}")
    far = text.replace("name: us-east-1", "name: eu-west-1")

    assert load_text(far).providers.rights("us-east-1").profile == "edge"


def test_an_account_for_zones_without_rights_in_it_is_refused(refusal: Refusal) -> None:
    message = """\
deployment.yaml:13: providers.dns
  found:   neither a profile nor a role
  allowed: a `profile` or an `assume_role` of the account with the zones
  mend:    add one of them, or remove `dns` where the zones are in the deployment's account

1 problem in deployment.yaml; nothing was written."""
    assert refusal(settings("dns: {}")) == message


def test_a_tag_that_the_deployment_sets_cannot_be_ignored(refusal: Refusal) -> None:
    message = """\
deployment.yaml:14: providers.ignore_tags.keys
  found:   Region, which the deployment sets itself
  allowed: tags that only others set: an ignored tag is never written
  mend:    remove it from the list, or from `tags`

1 problem in deployment.yaml; nothing was written."""
    assert refusal(settings("ignore_tags:", "  keys: [Region, LastScanned]")) == message


def test_a_beginning_of_ones_own_tags_cannot_be_ignored(refusal: Refusal) -> None:
    message = refusal(settings("ignore_tags:", "  key_prefixes: [Cost]") + "tags:\n  CostCenter: orders\n")

    assert "providers.ignore_tags.key_prefixes" in message
    assert "found:   CostCenter, which the deployment sets itself" in message


@pytest.mark.parametrize(
    ("key", "ignored"), [("LastScanned", True), ("kubernetes.io/x", True), ("Last", False), ("x", False)]
)
def test_which_tags_are_ignored(key: str, ignored: bool) -> None:
    assert IgnoredTags(keys=("LastScanned",), key_prefixes=("kubernetes.io/",)).ignores(key) is ignored


def test_no_tag_is_ignored_by_default() -> None:
    assert IgnoredTags().ignores("anything") is False


@pytest.mark.parametrize(
    ("line", "allowed"),
    [
        ("retry_mode: legacy", "allowed: standard or adaptive"),
        ("max_retries: 0", "allowed: a whole number from 1 to 100"),
        ("max_retries: 101", "allowed: a whole number from 1 to 100"),
        ("profile: ''", "allowed: a profile's name in ~/.aws/config"),
        ("secret_key: x", "what looks like a secret, by its key (not shown)"),
    ],
)
def test_what_no_provider_takes_is_refused(refusal: Refusal, line: str, allowed: str) -> None:
    assert allowed in refusal(settings(line))


def test_a_boundary_of_another_account_is_refused(refusal: Refusal) -> None:
    message = """\
deployment.yaml:16: iam.permissions_boundary
  found:   a policy of account 222222222222
  allowed: a policy of account 111111111111, in which the roles are made, or one of AWS's own
  mend:    copy the ARN of the policy in that account

1 problem in deployment.yaml; nothing was written."""
    text = settings("assume_role:", f"  role_arn: {role(HERE)}")
    assert refusal(text + f"iam:\n  permissions_boundary: arn:aws:iam::{ZONES}:policy/boundary\n") == message


@pytest.mark.parametrize("account", [HERE, "aws"])
def test_a_boundary_of_the_own_account_or_of_aws_is_taken(load_text: Load, account: str) -> None:
    arn = f"arn:aws:iam::{account}:policy/boundary"
    text = settings("assume_role:", f"  role_arn: {role(HERE)}") + f"iam:\n  permissions_boundary: {arn}\n"

    assert load_text(text).iam.permissions_boundary == arn


def test_variables_reach_the_rights(load_text: Load) -> None:
    providers = load_text(
        SMALL,
        {
            "HOLDFAST_PROVIDERS__ASSUME_ROLE__ROLE_ARN": role(HERE),
            "HOLDFAST_PROVIDERS__REGIONS__US_WEST_2__PROFILE": "west",
        },
    ).providers

    assert providers.assume_role.role_arn == role(HERE)
    assert providers.rights("us-west-2").profile == "west"
