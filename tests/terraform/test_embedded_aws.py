"""Every resource type that our systems use lives its whole life on the embedded AWS."""

import json
import re
from pathlib import Path
from typing import Any

import pytest

from drill.local_aws import LocalAws
from drill.prerequisites import prerequisites
from drill.terraform import TerraformError
from drill.working_copy import read
from tests.terraform import embedded_stack
from tests.terraform.stack_builder import alias

pytestmark = pytest.mark.terraform


def test_every_resource_type_is_applied_planned_clean_and_destroyed(aws: LocalAws, tmp_path: Path) -> None:
    stack = embedded_stack.write(tmp_path / "stack")
    before = sorted(path.name for path in stack.iterdir())
    aws.plant(prerequisites(read(stack)))
    with aws.terraform(stack) as terraform:
        terraform.init()
        plan = terraform.plan()
        resources = sum(len(named) for named in embedded_stack.build()["resource"].values())
        assert plan.summary == f"{resources} to add, 0 to change, 0 to destroy"
        assert terraform.apply(plan).added == resources

        again = terraform.plan()
        assert (again.changes, again.has_changes) == ((), False)

        for region in embedded_stack.REGIONS:
            name = terraform.output()[f"endpoint_{alias(region)}"].value
            routable = rf"vpce-\w+-snsa-\w+\.\w{{7}}\.vpc-lattice-svcs\.{region}\.on\.aws"
            assert re.fullmatch(routable, name), name
            answer = aws.client("lambda", region).invoke(FunctionName="service")
            assert json.loads(answer["Payload"].read())["region"] == region

        assert terraform.destroy().destroyed == resources
        assert terraform.addresses() == ()
    assert aws.failures == []
    assert sorted(path.name for path in stack.iterdir()) == before
    assert not (tmp_path / "elsewhere.tfstate").exists()


def test_a_stack_finds_the_network_and_the_zone_that_it_names_by_id(aws: LocalAws, tmp_path: Path) -> None:
    stack = _write(tmp_path, _existing_network())
    aws.plant(prerequisites(read(stack)))
    with aws.terraform(stack) as terraform:
        terraform.init()
        terraform.apply()
        assert terraform.plan().has_changes is False
        terraform.destroy()


def test_an_error_of_aws_comes_with_its_address_and_its_words(aws: LocalAws, tmp_path: Path) -> None:
    subnet = {"provider": "aws.east", "cidr_block": "10.0.0.0/24", "vpc_id": "vpc-0123456789abcdef0"}
    with aws.terraform(_write(tmp_path, {"resource": {"aws_subnet": {"lost": subnet}}})) as terraform:
        terraform.init()
        with pytest.raises(TerraformError) as failed:
            terraform.apply()
    assert "aws_subnet.lost" in str(failed.value)
    assert "InvalidVpcID.NotFound" in str(failed.value)
    assert failed.value.exit_code == 1


def test_validate_tells_what_the_provider_does_not_know(aws: LocalAws, tmp_path: Path) -> None:
    topic = {"provider": "aws.east", "nme": "alerts"}
    with aws.terraform(_write(tmp_path, {"resource": {"aws_sns_topic": {"t": topic}}})) as terraform:
        terraform.init()
        with pytest.raises(TerraformError) as failed:
            terraform.validate()
    [diagnostic] = failed.value.diagnostics
    assert diagnostic.severity == "error"
    assert diagnostic.summary == "Extraneous JSON object property"
    assert '"nme"' in diagnostic.detail


def test_a_call_that_the_embedded_aws_lacks_fails_soon_and_by_name(aws: LocalAws, tmp_path: Path) -> None:
    watch = {"provider": "aws.east", "alarm_name": "a", "metric_name": "m", "namespace": "n"}
    stream = {
        **watch,
        "name": "s",
        "firehose_arn": "arn:aws:firehose:us-east-1:123456789012:deliverystream/s",
    }
    stream = {key: stream[key] for key in ("provider", "name", "firehose_arn")}
    stream |= {"role_arn": "arn:aws:iam::123456789012:role/r", "output_format": "json"}
    with aws.terraform(
        _write(tmp_path, {"resource": {"aws_cloudwatch_metric_stream": {"s": stream}}})
    ) as terraform:
        terraform.init()
        with pytest.raises(TerraformError, match="the embedded AWS cannot answer"):
            terraform.apply()
    assert len(aws.failures) == 1


def _write(directory: Path, content: dict[str, Any]) -> Path:
    document = {
        "terraform": {
            "required_providers": {"aws": {"source": "hashicorp/aws", "version": ">= 5.100.0, < 7.0.0"}}
        },
        "provider": {"aws": [{"alias": "east", "region": "us-east-1"}]},
        **content,
    }
    stack = directory / "stack"
    stack.mkdir()
    (stack / "cdk.tf.json").write_text(json.dumps(document), encoding="utf-8")
    return stack


def _existing_network() -> dict[str, Any]:
    vpc, subnet, east = "vpc-0123456789abcdef0", "subnet-0123456789abcdef0", "aws.east"
    record = {"provider": east, "zone_id": "Z0123456789ABC", "type": "TXT", "ttl": 60, "records": ["x"]}
    return {
        "resource": {
            "aws_security_group": {"g": {"provider": east, "name": "g", "description": "d", "vpc_id": vpc}},
            "aws_vpclattice_service_network": {"n": {"provider": east, "name": "shared"}},
            "aws_vpc_endpoint": {
                "e": {
                    "provider": east,
                    "vpc_endpoint_type": "ServiceNetwork",
                    "vpc_id": vpc,
                    "subnet_ids": [subnet],
                    "security_group_ids": ["${aws_security_group.g.id}"],
                    "service_network_arn": "${aws_vpclattice_service_network.n.arn}",
                    "private_dns_enabled": False,
                }
            },
            "aws_route53_record": {"r": {**record, "name": "api.internal.example.com"}},
        }
    }
