"""What is synthesized is checked before it is written."""

from constructs_lib.synthesis import without_provider

TEMPLATE = {
    "provider": {"aws": [{"alias": "us_east_1"}]},
    "resource": {
        "aws_vpc": {"bound": {"provider": "aws.us_east_1"}, "unbound": {}},
        "null_resource": {"elsewhere": {}},
    },
    "data": {"aws_route53_zone": {"misspelt": {"provider": "aws.us_east_2"}}},
}


def test_an_aws_block_without_one_of_the_aliased_providers_is_found() -> None:
    assert list(without_provider(TEMPLATE)) == ["aws_vpc.unbound", "data.aws_route53_zone.misspelt"]
