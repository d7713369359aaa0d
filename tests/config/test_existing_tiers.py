"""An existing VPC of three tiers brings its own range and its subnets, tier by tier."""

from tests.config.conftest import Load, Refusal
from tests.config.pilot_light_text import PILOT_LIGHT
from tests.config.texts import changed

SUBNETS = (
    "vpc_id: vpc-0a1b2c3d",
    "public_subnet_ids: [subnet-00000001, subnet-00000002]",
    "private_subnet_ids: [subnet-00000003, subnet-00000004]",
    "data_subnet_ids: [subnet-00000005, subnet-00000006]",
)


def standby(*lines: str, beside: tuple[str, ...] = ("cidr: 10.9.0.0/16",)) -> str:
    """The standby region in an existing VPC; `existing` stands on line 10 after one line beside it."""
    own = "".join(f"    {line}\n" for line in (*beside, "existing:", *(f"  {line}" for line in lines)))
    return changed(("role: standby\n", f"role: standby\n{own}"), text=PILOT_LIGHT)


def test_a_vpc_with_its_tiers_is_taken(load_text: Load) -> None:
    first, second = load_text(standby(*SUBNETS)).regions

    assert (first.brings_network, second.brings_network) == (False, True)
    assert second.existing.data_subnet_ids == ("subnet-00000005", "subnet-00000006")


def test_its_range_is_mandatory(refusal: Refusal) -> None:
    message = refusal(standby(*SUBNETS, beside=()))

    assert "regions[1].cidr" in message
    assert "allowed: the existing VPC's own range: the other regions' must not overlap it" in message


def test_every_tier_is_mandatory(refusal: Refusal) -> None:
    message = refusal(standby(*SUBNETS[:3]))

    assert "regions[1].existing.data_subnet_ids" in message
    assert "2 or more subnet ids, in different zones: the database stands in them" in message


def test_the_subnets_of_a_private_network_are_no_tiers(refusal: Refusal) -> None:
    """As `lattice-service` takes them."""
    message = refusal(standby("vpc_id: vpc-0a1b2c3d", "subnet_ids: [subnet-00000001, subnet-00000002]"))

    assert "an unknown key" in message
    assert "vpc_id, public_subnet_ids, private_subnet_ids, data_subnet_ids" in message


def test_a_subnet_in_two_tiers_is_refused(refusal: Refusal) -> None:
    message = """\
deployment.yaml:13: regions[1].existing.data_subnet_ids[0]
  found:   subnet-00000003, which is in `private_subnet_ids` too
  allowed: subnets of one tier alone: what is open to one tier is closed to the next
  mend:    name another subnet in one of the two

1 problem in deployment.yaml; nothing was written."""
    lines = [*SUBNETS[:3], "data_subnet_ids: [subnet-00000003, subnet-00000006]"]
    assert refusal(standby(*lines)) == message


def test_one_subnet_in_a_tier_is_too_few(refusal: Refusal) -> None:
    message = refusal(standby(*SUBNETS[:3], "data_subnet_ids: [subnet-00000005]"))

    assert "found:   a list with 1 entry" in message


def test_prefixes_say_nothing_about_an_existing_vpc(load_text: Load) -> None:
    """A quarter of a /24 holds no /24."""
    text = standby(*SUBNETS, beside=("cidr: 10.9.0.0/24",))

    assert load_text(text).network.public_prefix == 24
