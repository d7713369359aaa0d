"""A `pilot-light` is a pair, says who decides, and keeps its objective."""

from config.pilot_light import PilotLight
from tests.config.conftest import Load, Refusal
from tests.config.pilot_light_text import PILOT_LIGHT
from tests.config.texts import changed


def test_a_mode_is_asked_for_because_a_promotion_can_lose_data(refusal: Refusal) -> None:
    message = """\
deployment.yaml:12: failover.mode
  found:   nothing; the key is missing
  allowed: automatic, approve or manual: a promotion can lose the last seconds of data, so there is
           no default
  mend:    add `mode: automatic` to fail over without a person, `mode: approve` to be asked first,
           or `mode: manual` to begin it yourself

1 problem in deployment.yaml; nothing was written."""
    assert refusal(changed(("  mode: approve\n", "  readings: 3\n"), text=PILOT_LIGHT)) == message


def test_a_mode_is_asked_for_where_all_of_failover_is_missing(refusal: Refusal) -> None:
    message = """\
deployment.yaml: failover.mode
  found:   nothing; the key is missing
  allowed: automatic, approve or manual: a promotion can lose the last seconds of data, so there is
           no default
  mend:    add `mode: automatic` to fail over without a person, `mode: approve` to be asked first,
           or `mode: manual` to begin it yourself

1 problem in deployment.yaml; nothing was written."""
    assert refusal(changed(("failover:\n  mode: approve\n", ""), text=PILOT_LIGHT)) == message


def test_another_mode_is_refused(refusal: Refusal) -> None:
    message = """\
deployment.yaml:13: failover.mode
  found:   auto
  allowed: automatic, approve or manual: a promotion can lose the last seconds of data, so there is
           no default
  mend:    set `mode: automatic` to fail over without a person, `mode: approve` to be asked first,
           or `mode: manual` to begin it yourself

1 problem in deployment.yaml; nothing was written."""
    assert refusal(changed(("mode: approve", "mode: auto"), text=PILOT_LIGHT)) == message


def test_a_primary_alone_is_refused(refusal: Refusal) -> None:
    message = """\
deployment.yaml:3: regions
  found:   1 region: primary
  allowed: exactly one `primary` and one `standby`: a replica has one source, and one controller
           decides
  mend:    list two regions, one with `role: primary` and one with `role: standby`

1 problem in deployment.yaml; nothing was written."""
    assert refusal(changed(("  - name: us-west-2\n    role: standby\n", ""), text=PILOT_LIGHT)) == message


def test_a_third_region_is_refused(refusal: Refusal) -> None:
    message = """\
deployment.yaml:3: regions
  found:   3 regions: primary, standby, standby
  allowed: exactly one `primary` and one `standby`: a replica has one source, and one controller
           decides
  mend:    list two regions, one with `role: primary` and one with `role: standby`

1 problem in deployment.yaml; nothing was written."""
    assert (
        refusal(
            changed(
                ("role: standby\n", "role: standby\n  - name: eu-west-1\n    role: standby\n"),
                text=PILOT_LIGHT,
            )
        )
        == message
    )


def test_active_regions_are_refused(refusal: Refusal) -> None:
    message = """\
deployment.yaml:3: regions
  found:   2 regions: active, primary
  allowed: exactly one `primary` and one `standby`: a replica has one source, and one controller
           decides
  mend:    list two regions, one with `role: primary` and one with `role: standby`

1 problem in deployment.yaml; nothing was written."""
    assert refusal(changed(("role: standby", "role: active"), text=PILOT_LIGHT)) == message


def test_a_name_that_begins_like_a_groups_id_is_refused(refusal: Refusal) -> None:
    message = """\
deployment.yaml:2: name
  found:   sg-shop
  allowed: a name that does not begin with sg-: it begins every security group's name, and AWS keeps
           this beginning for its own ids
  mend:    choose another name, such as shop

1 problem in deployment.yaml; nothing was written."""
    assert refusal(changed(("name: shop\n", "name: sg-shop\n"), text=PILOT_LIGHT)) == message


def test_settings_that_cannot_keep_the_objective_are_refused_in_automatic_mode(refusal: Refusal) -> None:
    message = """\
deployment.yaml: objectives.rto_minutes
  found:   15, where these settings take up to 17
  allowed: 17 or more with these settings: detection, 3 readings, 10 minutes of promotion and the
           load balancer's TTL
  mend:    set `rto_minutes: 17`, or detect faster with `health.interval: 10`, a smaller
           `health.threshold` or fewer `failover.readings`

1 problem in deployment.yaml; nothing was written."""
    assert (
        refusal(changed(("mode: approve", "mode: automatic"), text=PILOT_LIGHT) + "health:\n  interval: 30\n")
        == message
    )


def test_a_name_outside_its_zone_is_refused(refusal: Refusal) -> None:
    message = """\
deployment.yaml:9: domain.name
  found:   shop.example.org outside example.com
  allowed: a name inside the zone example.com
  mend:    write a name that ends in .example.com, or correct `zone.name`

1 problem in deployment.yaml; nothing was written."""
    assert refusal(changed(("name: shop.example.com", "name: shop.example.org"), text=PILOT_LIGHT)) == message


def test_a_region_without_certificate_and_a_certificate_of_another_region_are_named(refusal: Refusal) -> None:
    message = """\
deployment.yaml:12: domain.certificate_arns
  found:   no certificate for us-west-2
  allowed: one certificate for each region, or none at all: then they are requested
  mend:    add `us-west-2: arn:aws:acm:us-west-2:...`

deployment.yaml:13: domain.certificate_arns.us-east-1
  found:   a certificate of us-west-1
  allowed: a certificate of us-east-1: a load balancer takes only its own region's
  mend:    request or import the certificate in us-east-1 and write that ARN

2 problems in deployment.yaml; nothing was written."""
    assert (
        refusal(
            changed(
                (
                    "    name: example.com\n",
                    "    name: example.com\n  certificate_arns:\n"
                    "    us-east-1: arn:aws:acm:us-west-1:123456789012:certificate/a\n",
                ),
                text=PILOT_LIGHT,
            )
        )
        == message
    )


def test_two_checker_regions_are_refused(refusal: Refusal) -> None:
    message = """\
deployment.yaml:18: health.checker_regions
  found:   2 of them
  allowed: 3 or more, or none (all eight): Route 53 refuses fewer
  mend:    add regions until there are three, or remove `checker_regions`

1 problem in deployment.yaml; nothing was written."""
    assert refusal(PILOT_LIGHT + "health:\n  checker_regions: [us-east-1, eu-west-1]\n") == message


def test_a_function_that_sns_cannot_reach_is_refused(refusal: Refusal) -> None:
    message = """\
deployment.yaml:18: monitoring.functions[0]
  found:   a function in eu-west-1
  allowed: a function in us-east-1 or us-west-2: the permission that SNS needs is set in the
           function's own region
  mend:    put the function into us-east-1, or better into a standby region

1 problem in deployment.yaml; nothing was written."""
    assert (
        refusal(
            PILOT_LIGHT
            + 'monitoring:\n  functions: ["arn:aws:lambda:eu-west-1:123456789012:function:page"]\n'
        )
        == message
    )


def test_a_state_inside_a_region_of_the_pair_is_refused(refusal: Refusal) -> None:
    message = """\
deployment.yaml:20: state.region
  found:   us-west-2
  allowed: a region outside this deployment: when it is down, so is its state
  mend:    keep the state in another region, such as us-east-2, or give a reason in `accept_inside:`

1 problem in deployment.yaml; nothing was written."""
    assert refusal(PILOT_LIGHT + "state:\n  backend: s3\n  bucket: states\n  region: us-west-2\n") == message


def test_regions_get_ranges_from_their_places(load_text: Load) -> None:
    deployment = load_text(PILOT_LIGHT)
    assert [str(region.cidr) for region in deployment.regions] == ["10.0.0.0/16", "10.1.0.0/16"]


def test_the_witness_stands_below_the_applications_name(load_text: Load) -> None:
    deployment = load_text(PILOT_LIGHT)
    assert isinstance(deployment, PilotLight)
    assert deployment.domain.witness == "witness.shop.example.com"


def test_the_defaults_keep_fifteen_minutes_without_a_person(load_text: Load) -> None:
    """Detection 40 s, the witness's TTL 10 s, three readings, promotion 600 s, the alias's TTL 60 s."""
    deployment = load_text(changed(("mode: approve", "mode: automatic"), text=PILOT_LIGHT))
    assert isinstance(deployment, PilotLight)
    health = deployment.health
    assert deployment.objectives.rto_minutes == 15
    assert deployment.failover.seconds(interval=health.interval, threshold=health.threshold) == 890


def test_a_person_may_take_longer_than_the_objective(load_text: Load) -> None:
    assert load_text(PILOT_LIGHT + "health:\n  interval: 30\n")


def test_an_objective_that_an_idle_postgres_never_seems_to_keep_is_refused(refusal: Refusal) -> None:
    text = f"{PILOT_LIGHT}objectives:\n  rpo_seconds: 59\n"
    message = """\
deployment.yaml:18: objectives.rpo_seconds
  found:   59
  allowed: 60 or more with postgres: while nobody writes, its replica's lag is measured from 0 to
           300 seconds in turn, and the alarm would never end
  mend:    set `rpo_seconds: 60` or more

1 problem in deployment.yaml; nothing was written."""
    assert refusal(text) == message
    assert "rpo_seconds" not in refusal(
        changed(("engine: postgres", "engine: mysql"), text=text).replace('"17"', '"17.1"')
    )
