"""A distribution, a secret and load balancers in two regions, which can be lost, or changed by others."""

import copy
import importlib
import json
from collections.abc import Callable
from types import ModuleType
from typing import Any

from botocore.exceptions import ClientError, EndpointConnectionError

EAST, WEST = "us-east-1", "us-west-2"
REGIONS = (EAST, WEST)
BALANCER = "shop-production-app"
HEADER = "x-origin-verify"
ARN = "arn:aws:secretsmanager:us-east-1:123456789012:secret:holdfast/shop-production/origin-header-a1b2c3"
SETTINGS: dict[str, Any] = {
    "secret_arn": ARN,
    "distribution_id": "E2EXAMPLE",
    "origin_id": "application",
    "header": HEADER,
    "rule_priority": 2,
    "load_balancers": dict.fromkeys(REGIONS, BALANCER),
}
FIRST = "first-version"


def part(name: str) -> ModuleType:
    """A module of the function. `lambda` is a keyword of Python, so only its name can be said."""
    return importlib.import_module(f"lambda.origin_header.rotation.{name}")


class World:
    """AWS as the function sees it, and `edges`: every value that some edge location may be sending."""

    def __init__(self) -> None:
        self.labels: dict[str, str] = {"AWSCURRENT": FIRST}
        self.values: dict[str, str | None] = {FIRST: "value-0"}
        self.accepted: dict[str, set[str]] = {region: {"value-0"} for region in REGIONS}
        self.fresh: set[str] = set()
        """Regions whose rule Terraform has just made: closed until the function comes by."""
        self.missing: set[str] = set()
        """Regions without a rule."""
        self.down: set[str] = set()
        """Regions that cannot be reached, and `cloudfront`."""
        self.edges: set[str | None] = {"value-0"}
        self.config = _config("value-0")
        self.etag = 0
        self.made = 0
        self.calls: list[tuple[str, str]] = []
        """Operations and regions."""
        self.fault: tuple[int, str] | None = None
        """After how many more calls one fails, and whether it has been done all the same (`lost`)."""
        self.on_call: Callable[[str], None] = lambda operation: None  # noqa: ARG005  # by default nothing

    def twin(self) -> "World":
        """A world of its own that is the same so far."""
        twin = copy.copy(self)
        twin.labels, twin.values, twin.edges = dict(self.labels), dict(self.values), set(self.edges)
        twin.accepted = {region: set(values) for region, values in self.accepted.items()}
        twin.fresh, twin.missing, twin.down = set(self.fresh), set(self.missing), set(self.down)
        twin.calls = []
        return twin

    @property
    def sent(self) -> str | None:
        """What the distribution's configuration says."""
        items = self.config["Origins"]["Items"][1]["CustomHeaders"].get("Items", [])
        return next((each["HeaderValue"] for each in items if each["HeaderName"] == HEADER), None)

    @property
    def deployed(self) -> bool:
        """Whether every edge location sends it."""
        return self.edges == {self.sent}

    @property
    def current(self) -> str:
        """The value in force."""
        return str(self.values[self.labels["AWSCURRENT"]])

    def label(self, name: str) -> str | None:
        """The value under a label."""
        return self.values[self.labels[name]] if name in self.labels else None

    def deploy(self) -> None:
        """CloudFront finishes what it is at."""
        self.edges = {self.sent}

    def begin(self, version: str) -> None:
        """Secrets Manager starts a rotation: a version without a value."""
        self.labels["AWSPENDING"] = version
        self.values.setdefault(version, None)

    def recreate_rule(self, region: str) -> None:
        """Terraform makes a rule anew, closed."""
        self.accepted[region] = set()
        self.fresh.add(region)

    def apply(self, value: str) -> None:
        """Terraform writes the distribution, with the value that its plan has read."""
        self._send(_config(value))

    def shut_out(self) -> list[str]:
        """Regions that refuse what some edge location sends; not those whose rule is new."""
        return [
            region
            for region in REGIONS
            if region not in self.fresh | self.missing and not self.edges <= self.accepted[region]
        ]

    def client(self, service: str, region: str) -> "_Client":
        """A client as the function makes it."""
        return _Client(self, service, region)

    def _send(self, config: dict[str, Any]) -> None:
        self.config = config
        self.etag += 1
        self.edges = self.edges | {self.sent}


def _config(value: str) -> dict[str, Any]:
    headers = [
        {"HeaderName": "x-other", "HeaderValue": "kept"},
        {"HeaderName": HEADER, "HeaderValue": value},
    ]
    return {
        "Comment": "kept",
        "Origins": {
            "Quantity": 2,
            "Items": [
                {"Id": "other", "CustomHeaders": {"Quantity": 0}},
                {"Id": "application", "CustomHeaders": {"Quantity": 2, "Items": headers}},
            ],
        },
    }


class _Client:
    def __init__(self, world: World, service: str, region: str) -> None:
        self._world, self._service, self._region = world, service, region

    def __getattr__(self, operation: str) -> Callable[..., Any]:
        def call(**arguments: Any) -> Any:  # noqa: ANN401  # boto3's own
            return self._call(operation, arguments)

        return call

    def _call(self, operation: str, arguments: dict[str, Any]) -> Any:  # noqa: ANN401  # as above
        world = self._world
        world.calls.append((operation, self._region))
        world.on_call(operation)
        place = "cloudfront" if self._service == "cloudfront" else self._region
        if (self._service == "elbv2" or place == "cloudfront") and place in world.down:
            raise EndpointConnectionError(endpoint_url=f"https://{self._service}.{self._region}")
        fault = None
        if world.fault:
            count, kind = world.fault
            fault = kind if count == 0 else None
            world.fault = None if count == 0 else (count - 1, kind)
        if fault == "refused":
            raise _error("ThrottlingException", operation)
        answer = getattr(self, f"_{operation}")(**arguments)
        if fault == "lost":
            raise _error("InternalFailure", operation)
        return answer

    # Secrets Manager

    def _describe_secret(self, SecretId: str) -> Any:  # noqa: ANN401, N803  # AWS's names, here and below
        assert SecretId == ARN
        versions: dict[str, list[str]] = {}
        for label, version in self._world.labels.items():
            versions.setdefault(version, []).append(label)
        return {"VersionIdsToStages": versions}

    def _get_secret_value(self, SecretId: str, VersionId: str) -> Any:  # noqa: ANN401, N803
        assert SecretId == ARN
        value = self._world.values.get(VersionId)
        if value is None:
            raise _error("ResourceNotFoundException", "GetSecretValue")
        return {"SecretString": value}

    def _get_random_password(self, PasswordLength: int, ExcludePunctuation: bool) -> Any:  # noqa: ANN401, N803
        assert (PasswordLength, ExcludePunctuation) == (64, True)
        self._world.made += 1
        return {"RandomPassword": f"value-{self._world.made}"}

    def _put_secret_value(
        self,
        SecretId: str,  # noqa: N803
        ClientRequestToken: str,  # noqa: N803
        SecretString: str,  # noqa: N803
        VersionStages: list[str],  # noqa: N803
    ) -> Any:  # noqa: ANN401
        assert (SecretId, VersionStages) == (ARN, ["AWSPENDING"])
        if self._world.values.get(ClientRequestToken) not in (None, SecretString):
            raise _error("ResourceExistsException", "PutSecretValue")
        self._world.values[ClientRequestToken] = SecretString
        self._world.labels["AWSPENDING"] = ClientRequestToken

    def _update_secret_version_stage(
        self,
        SecretId: str,  # noqa: N803
        VersionStage: str,  # noqa: N803
        MoveToVersionId: str,  # noqa: N803
        RemoveFromVersionId: str,  # noqa: N803
    ) -> Any:  # noqa: ANN401
        assert (SecretId, VersionStage) == (ARN, "AWSCURRENT")
        assert self._world.labels["AWSCURRENT"] == RemoveFromVersionId
        self._world.labels |= {"AWSCURRENT": MoveToVersionId, "AWSPREVIOUS": RemoveFromVersionId}

    # CloudFront

    def _get_distribution(self, Id: str) -> Any:  # noqa: ANN401, N803
        assert (Id, self._region) == ("E2EXAMPLE", "us-east-1")
        return {
            "ETag": str(self._world.etag),
            "Distribution": {
                "Status": "Deployed" if self._world.deployed else "InProgress",
                "DistributionConfig": copy.deepcopy(self._world.config),
            },
        }

    def _update_distribution(self, Id: str, IfMatch: str, DistributionConfig: dict[str, Any]) -> Any:  # noqa: ANN401, N803
        assert Id == "E2EXAMPLE"
        if IfMatch != str(self._world.etag):
            raise _error("PreconditionFailed", "UpdateDistribution")
        self._world._send(json.loads(json.dumps(DistributionConfig)))

    # Load balancers

    def _describe_load_balancers(self, Names: list[str]) -> Any:  # noqa: ANN401, N803
        assert Names == [BALANCER]
        return {"LoadBalancers": [{"LoadBalancerArn": f"lb-{self._region}"}]}

    def _describe_listeners(self, LoadBalancerArn: str) -> Any:  # noqa: ANN401, N803
        return {
            "Listeners": [
                {"Port": 80, "ListenerArn": f"http-{LoadBalancerArn}"},
                {"Port": 443, "ListenerArn": f"https-{LoadBalancerArn}"},
            ]
        }

    def _describe_rules(self, ListenerArn: str) -> Any:  # noqa: ANN401, N803
        assert ListenerArn == f"https-lb-{self._region}"
        path = {"Field": "path-pattern", "PathPatternConfig": {"Values": ["/health"]}}
        rules = [{"Priority": "1", "RuleArn": "health", "Conditions": [path]}]
        if self._region not in self._world.missing:
            rules.append({"Priority": "2", "RuleArn": "edge", "Conditions": [self._condition()]})
        return {"Rules": [*rules, {"Priority": "default", "RuleArn": "default", "Conditions": []}]}

    def _condition(self) -> dict[str, Any]:
        accepted = sorted(self._world.accepted[self._region])
        if not accepted:
            return {"Field": "source-ip", "SourceIpConfig": {"Values": ["192.0.2.1/32"]}}
        return {
            "Field": "http-header",
            "HttpHeaderConfig": {"HttpHeaderName": "X-Origin-Verify", "Values": accepted},
        }

    def _modify_rule(self, RuleArn: str, Conditions: list[dict[str, Any]]) -> Any:  # noqa: ANN401, N803
        assert RuleArn == "edge"
        (condition,) = Conditions
        config = condition["HttpHeaderConfig"]
        assert (condition["Field"], config["HttpHeaderName"]) == ("http-header", HEADER)
        assert 1 <= len(config["Values"]) <= 5
        self._world.accepted[self._region] = set(config["Values"])
        if self._world.edges <= self._world.accepted[self._region]:
            self._world.fresh.discard(self._region)


def _error(code: str, operation: str) -> ClientError:
    # Some of AWS's messages quote what they were sent; none of ours may.
    message = f"{operation} failed for value-0, value-1 and value-2"
    return ClientError({"Error": {"Code": code, "Message": message}}, operation)
