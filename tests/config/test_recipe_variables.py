"""The variables of the published recipe work as its users know them."""

from tests.config.conftest import Load, Refusal
from tests.config.texts import ARN_EAST, ARN_WEST, REGIONS, SMALL, arns, changed, domain, primary, third

ZONES = "zones: [us-east-1a, us-east-1b]"


def test_each_single_key(load_text: Load) -> None:
    deployment = load_text(
        SMALL,
        {
            "DOMAIN_NAME": "api.svc.example.com",
            "SERVICE_NETWORK_NAME": "microservices-network-x1",
            "HEALTH_CHECK_INTERVAL": "10",
            "FAILURE_THRESHOLD": "2",
        },
    )
    assert deployment.domain.name == "api.svc.example.com"
    assert deployment.domain.zone == "svc.example.com"
    assert deployment.lattice.network_name == "microservices-network-x1"
    assert (deployment.health.interval, deployment.health.threshold) == (10, 2)


def test_both_regions(load_text: Load) -> None:
    variables = {"PRIMARY_REGION": "eu-west-1", "SECONDARY_REGION": "eu-central-1"}
    assert [(region.name, region.role) for region in load_text(SMALL, variables).regions] == [
        ("eu-west-1", "primary"),
        ("eu-central-1", "standby"),
    ]


def test_both_regions_of_the_default(load_text: Load) -> None:
    variables = {"PRIMARY_REGION": "eu-west-1", "SECONDARY_REGION": "eu-central-1"}
    deployment = load_text(changed((REGIONS, "")), variables)
    assert (deployment.primary.name, deployment.standbys[0].name) == ("eu-west-1", "eu-central-1")


def test_the_secondary_region_is_the_first_standby(load_text: Load) -> None:
    deployment = load_text(third(), {"SECONDARY_REGION": "eu-central-1"})
    assert [region.name for region in deployment.standbys] == ["eu-central-1", "eu-west-1"]


def test_exchanged_regions_keep_their_networks_and_change_roles(load_text: Load) -> None:
    variables = {"PRIMARY_REGION": "us-west-2", "SECONDARY_REGION": "us-east-1"}
    regions = load_text(primary(ZONES), variables).regions
    assert [(region.name, region.role, str(region.cidr), region.zones) for region in regions] == [
        ("us-east-1", "standby", "10.0.0.0/16", ("us-east-1a", "us-east-1b")),
        ("us-west-2", "primary", "10.1.0.0/16", 2),
    ]


def test_the_standby_s_name_alone_exchanges_them_too(load_text: Load) -> None:
    deployment = load_text(primary(ZONES), {"PRIMARY_REGION": "us-west-2"})
    assert (deployment.primary.name, deployment.standbys[0].name) == ("us-west-2", "us-east-1")


def test_a_holdfast_variable_wins_over_the_recipe_s(load_text: Load) -> None:
    variables = {"HEALTH_CHECK_INTERVAL": "10", "HOLDFAST_HEALTH__INTERVAL": "30"}
    assert load_text(SMALL, variables).health.interval == 30


def test_the_recipe_s_wins_over_the_file(load_text: Load) -> None:
    text = SMALL + "health:\n  threshold: 5\n"
    assert load_text(text, {"FAILURE_THRESHOLD": "4"}).health.threshold == 4


def test_the_file_wins_over_the_default(load_text: Load) -> None:
    assert load_text(SMALL + "health:\n  threshold: 5\n").health.threshold == 5


def test_an_empty_variable_counts_as_not_set(load_text: Load) -> None:
    variables = {"DOMAIN_NAME": "", "PRIMARY_REGION": "", "FAILURE_THRESHOLD": ""}
    assert load_text(SMALL, variables) == load_text(SMALL)


def test_an_unknown_region_names_the_variable(refusal: Refusal) -> None:
    message = """\
environment variable PRIMARY_REGION: regions[0].name
  found:   us-esat-1
  allowed: the name of a public AWS region, such as us-east-1
  mend:    did you mean us-east-1?

1 problem in deployment.yaml; nothing was written."""
    assert refusal(SMALL, {"PRIMARY_REGION": "us-esat-1"}) == message


def test_zones_that_no_longer_fit_name_the_variable(refusal: Refusal) -> None:
    message = """\
deployment.yaml:6: regions[0].zones
  found:   us-east-1a and us-east-1b, not in eu-west-1
  allowed: zones of eu-west-1, such as eu-west-1a
  mend:    name zones of eu-west-1, or set `zones: 2`
  note:    regions[0].name is eu-west-1 because of the environment variable PRIMARY_REGION

1 problem in deployment.yaml; nothing was written."""
    assert refusal(primary(ZONES), {"PRIMARY_REGION": "eu-west-1"}) == message


def test_certificates_that_no_longer_fit_name_the_variable(refusal: Refusal) -> None:
    message = """\
deployment.yaml:11: domain.certificate.arns
  found:   no certificate for eu-west-1
  allowed: one certificate for each region: HTTPS needs it in the same region
  mend:    add `eu-west-1: arn:aws:acm:eu-west-1:...`
  note:    regions[0].name is eu-west-1 because of the environment variable PRIMARY_REGION

deployment.yaml:12: domain.certificate.arns.us-east-1
  found:   a certificate for us-east-1
  allowed: the deployment's regions: eu-west-1, us-west-2
  mend:    remove the line, or correct the region
  note:    regions[0].name is eu-west-1 because of the environment variable PRIMARY_REGION

2 problems in deployment.yaml; nothing was written."""
    assert refusal(arns(ARN_EAST, ARN_WEST), {"PRIMARY_REGION": "eu-west-1"}) == message


def test_a_zone_that_no_longer_fits_names_the_variable(refusal: Refusal) -> None:
    message = """\
environment variable DOMAIN_NAME: domain.name
  found:   api.example.com outside svc.example.com
  allowed: a name inside the zone svc.example.com
  mend:    set `zone: example.com`, or a name that ends in .svc.example.com

1 problem in deployment.yaml; nothing was written."""
    assert refusal(domain("zone: svc.example.com"), {"DOMAIN_NAME": "api.example.com"}) == message


def test_two_equal_regions_name_both_variables(refusal: Refusal) -> None:
    message = """\
environment variable SECONDARY_REGION: regions[1].name
  found:   eu-west-1, a second time
  allowed: every region once
  mend:    remove this region, or name another one
  note:    regions[0].name is eu-west-1 because of the environment variable PRIMARY_REGION

1 problem in deployment.yaml; nothing was written."""
    variables = {"PRIMARY_REGION": "eu-west-1", "SECONDARY_REGION": "eu-west-1"}
    assert refusal(SMALL, variables) == message
