"""VPC Lattice in the embedded AWS: the whole life of a service network."""

import re
from typing import Any

import pytest
from botocore.exceptions import ClientError

from drill.local_aws import LocalAws

REGION = "us-west-2"


@pytest.fixture
def lattice(aws: LocalAws) -> Any:  # noqa: ANN401 - a boto3 client
    return aws.client("vpc-lattice", REGION)


def test_the_generated_name_is_not_the_custom_name(lattice: Any) -> None:  # noqa: ANN401
    service = lattice.create_service(name="api", customDomainName="api.example.com")
    name = service["dnsEntry"]["domainName"]
    assert re.fullmatch(r"api-0[0-9a-f]{16}\.[0-9a-f]{7}\.vpc-lattice-svcs\.us-west-2\.on\.aws", name)
    assert service["customDomainName"] == "api.example.com"


def test_a_service_is_found_by_its_arn(lattice: Any) -> None:  # noqa: ANN401
    service = lattice.create_service(name="api")
    assert lattice.get_service(serviceIdentifier=service["arn"])["id"] == service["id"]


def test_a_service_network_in_use_cannot_be_deleted(lattice: Any) -> None:  # noqa: ANN401
    network, service = lattice.create_service_network(name="shared"), lattice.create_service(name="api")
    association = lattice.create_service_network_service_association(
        serviceNetworkIdentifier=network["id"], serviceIdentifier=service["id"]
    )
    with pytest.raises(ClientError, match=f"ConflictException.*{association['id']}"):
        lattice.delete_service_network(serviceNetworkIdentifier=network["id"])
    lattice.delete_service_network_service_association(
        serviceNetworkServiceAssociationIdentifier=association["id"]
    )
    lattice.delete_service_network(serviceNetworkIdentifier=network["id"])
    assert lattice.list_service_networks()["items"] == []


def test_a_service_is_associated_with_a_network_once(lattice: Any) -> None:  # noqa: ANN401
    network, service = lattice.create_service_network(name="shared"), lattice.create_service(name="api")
    pair = {"serviceNetworkIdentifier": network["id"], "serviceIdentifier": service["id"]}
    lattice.create_service_network_service_association(**pair)
    with pytest.raises(ClientError, match="ConflictException"):
        lattice.create_service_network_service_association(**pair)
    assert len(lattice.list_service_network_service_associations()["items"]) == 1


def test_targets_are_registered_listed_and_deregistered(lattice: Any) -> None:  # noqa: ANN401
    group = lattice.create_target_group(
        name="api", type="LAMBDA", config={"lambdaEventStructureVersion": "V2"}
    )["id"]
    function = "arn:aws:lambda:us-west-2:123456789012:function:api"
    lattice.register_targets(targetGroupIdentifier=group, targets=[{"id": function}])
    listed = lattice.list_targets(targetGroupIdentifier=group)["items"]
    assert [(each["id"], each["status"]) for each in listed] == [(function, "UNAVAILABLE")]
    lattice.deregister_targets(targetGroupIdentifier=group, targets=[{"id": function}])
    assert lattice.list_targets(targetGroupIdentifier=group)["items"] == []


def test_a_target_group_that_a_listener_uses_cannot_be_deleted(lattice: Any) -> None:  # noqa: ANN401
    group = lattice.create_target_group(name="api", type="LAMBDA")["id"]
    service = lattice.create_service(name="api")["id"]
    forward = {"forward": {"targetGroups": [{"targetGroupIdentifier": group}]}}
    listener = lattice.create_listener(
        serviceIdentifier=service, name="https", protocol="HTTPS", defaultAction=forward
    )["id"]
    with pytest.raises(ClientError, match="ConflictException"):
        lattice.delete_target_group(targetGroupIdentifier=group)
    lattice.delete_listener(serviceIdentifier=service, listenerIdentifier=listener)
    lattice.delete_target_group(targetGroupIdentifier=group)
    assert lattice.list_target_groups()["items"] == []


def test_a_changed_auth_type_is_read_back(lattice: Any) -> None:  # noqa: ANN401
    network = lattice.create_service_network(name="shared", authType="NONE")["id"]
    lattice.update_service_network(serviceNetworkIdentifier=network, authType="AWS_IAM")
    assert lattice.get_service_network(serviceNetworkIdentifier=network)["authType"] == "AWS_IAM"


def test_an_endpoint_gives_each_service_a_routable_name(aws: LocalAws, lattice: Any) -> None:  # noqa: ANN401
    ec2 = aws.client("ec2", REGION)
    vpc = ec2.create_vpc(CidrBlock="10.0.0.0/16")["Vpc"]["VpcId"]
    subnet = ec2.create_subnet(VpcId=vpc, CidrBlock="10.0.1.0/24", AvailabilityZone=f"{REGION}a")["Subnet"]
    network, service = lattice.create_service_network(name="shared"), lattice.create_service(name="api")
    lattice.create_service_network_service_association(
        serviceNetworkIdentifier=network["id"], serviceIdentifier=service["id"]
    )
    endpoint = ec2.create_vpc_endpoint(
        VpcEndpointType="ServiceNetwork",
        VpcId=vpc,
        ServiceNetworkArn=network["arn"],
        SubnetIds=[subnet["SubnetId"]],
    )["VpcEndpoint"]
    [association] = ec2.describe_vpc_endpoint_associations(VpcEndpointIds=[endpoint["VpcEndpointId"]])[
        "VpcEndpointAssociations"
    ]
    assert association["AssociatedResourceArn"] == service["arn"]
    assert re.fullmatch(
        rf"{endpoint['VpcEndpointId']}-snsa-0[0-9a-f]{{16}}\.[0-9a-f]{{7}}\.vpc-lattice-svcs\.us-west-2\.on\.aws",
        association["DnsEntry"]["DnsName"],
    )
    [interface] = ec2.describe_network_interfaces(NetworkInterfaceIds=endpoint["NetworkInterfaceIds"])[
        "NetworkInterfaces"
    ]
    assert interface["PrivateIpAddress"].startswith("10.0.1.")
    ec2.delete_vpc_endpoints(VpcEndpointIds=[endpoint["VpcEndpointId"]])
    assert ec2.describe_network_interfaces()["NetworkInterfaces"] == []
