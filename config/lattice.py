"""The Lattice service: who may call it, the function behind it, and the public entrance of its probe."""

import json
from collections.abc import Iterator
from typing import Annotated

from pydantic import AfterValidator, Field

from config.health import Dependency, HttpDependency
from config.model import Allowed, Checks, ConfigModel, Violation, all_different

AccountId = Annotated[
    str,
    Field(pattern=r"^[0-9]{12}$"),
    Allowed("a 12-digit AWS account id, as text in quotes", 'write it like "123456789012"'),
]

MOST_ACCOUNTS = 200
"""Of which each takes 34 characters of the 10 KB of an auth policy, beside the deployment's own VPCs."""


class Access(ConfigModel):
    """Who may call the service besides the deployment's own VPCs. Calls are signed either way (IAM auth)."""

    accounts: Annotated[
        tuple[AccountId, ...],
        Field(max_length=MOST_ACCOUNTS),
        AfterValidator(all_different),
        Allowed(
            f"a list of at most {MOST_ACCOUNTS} 12-digit account ids in quotes: an auth policy holds 10 KB",
            'write it like ["123456789012"], or name the `organization` of many accounts',
        ),
    ] = ()
    """Account ids that may call, each 12 digits in quotes: an unquoted 0 in front would be lost. At most 200;
    an organization takes the place of more."""
    organization: Annotated[
        str | None,
        Field(pattern=r"^o-[a-z0-9]{10,32}$"),
        Allowed(
            "an organization's id: o- and 10 to 32 lower-case letters or digits",
            "copy it, such as o-a1b2c3d4e5",
        ),
    ] = None
    """AWS organization whose accounts may call."""


class Throttle(ConfigModel):
    """The limit on the probe's public entrance.

    A limit that is too low turns a flood into a failover: Route 53's checkers are refused with the rest, and
    the region looks unhealthy. All eight checker regions together send about 2 requests a second at most.
    """

    rate_per_second: Annotated[
        int,
        Field(strict=True, ge=10, le=10000),
        Allowed("a whole number from 10 to 10000 (requests per second)", "set `rate_per_second: 50`"),
    ] = 50
    """Requests per second, steady. 50 is many times what Route 53 sends."""
    burst: Annotated[
        int,
        Field(strict=True, ge=10, le=5000),
        Allowed("a whole number from 10 to 5000 (requests)", "set `burst: 100`"),
    ] = 100
    """Requests at once."""


LONGEST_CHECKS = 3900
"""Characters: of the 4,096 that Lambda takes as an environment, what the other variables leave."""


class ServiceFunction(ConfigModel):
    """The function behind the Lattice service."""

    memory_mb: Annotated[
        int,
        Field(strict=True, ge=128, le=10240),
        Allowed("a whole number from 128 to 10240 (MB)", "set `memory_mb: 256`"),
    ] = 256
    """Memory in MB; the CPU share grows with it."""
    timeout_seconds: Annotated[
        int,
        Field(strict=True, ge=2, le=30),
        Allowed("a whole number from 2 to 30 (seconds)", "set `timeout_seconds: 30`"),
    ] = 30
    """Seconds until Lambda ends a call. More than the health answer's `deadline_ms` by design: a real
    request may take longer than a health check."""
    version: Annotated[
        str,
        Field(pattern=r"^[A-Za-z0-9][A-Za-z0-9._+-]{0,31}$"),
        Allowed(
            'text of 1 to 32 letters, digits, dots, underscores, plus signs and hyphens, such as "1.0"',
            'set `version: "1.0"`',
        ),
    ] = "1.0"
    """What the health answer reports as version."""
    simulate_failure: Annotated[
        bool, Field(strict=True), Allowed("true or false", "set `simulate_failure: false`")
    ] = False
    """true makes the primary region answer unhealthy: a failover exercise."""
    in_vpc: Annotated[bool, Field(strict=True), Allowed("true or false", "set `in_vpc: true`")] = False
    """true puts the function into the region's private subnets: it reaches dependencies there and in peered
    VPCs, and, without a NAT of yours, nothing on the internet. false: it reaches public addresses only."""
    deadline_ms: Annotated[
        int,
        Field(strict=True, ge=100, le=1400),
        Allowed("a whole number from 100 to 1400 (milliseconds)", "set `deadline_ms: 1000`"),
    ] = 1000
    """Milliseconds for all checks together, side by side. With the way there and back the answer has to stay
    under Route 53's 2 seconds (F9)."""
    dependencies: Annotated[
        tuple[Dependency, ...],
        Field(max_length=10),
        Allowed(
            "a list of at most 10 checks: they travel in the function's environment, which holds 4 KB",
            "put several behind one health address",
        ),
    ] = ()
    """What must answer for the service to be healthy. A dependency that is shared by all regions fails
    them all at once: name only what belongs to the region."""

    @property
    def health_checks(self) -> str:
        """The dependencies as the function reads them from its environment."""
        # A key without a value is left out: the function has a default of its own for it.
        checks = [
            {key: value for key, value in dependency.model_dump(mode="json").items() if value}
            for dependency in self.dependencies
        ]
        return json.dumps(checks, separators=(",", ":"))

    def checks(self) -> Checks:
        """Two dependencies of one name; one that may take longer than all checks together; too much text."""
        return (self._equal_names(), self._slower_than_the_deadline(), self._too_long())

    def _too_long(self) -> Iterator[Violation]:
        """Lambda measures its environment as JSON, where each of our quotation marks takes two characters."""
        if not all(dependency.knows(*type(dependency).model_fields) for dependency in self.dependencies):
            return
        length = len(json.dumps(self.health_checks))
        if length > LONGEST_CHECKS:
            yield Violation(
                ("dependencies",),
                found=f"checks of {length} characters together",
                allowed=f"at most {LONGEST_CHECKS}: they travel in the function's environment, which holds "
                "4 KB",
                mend="shorten `url` or `expect_status`, or put several behind one health address",
            )

    def _equal_names(self) -> Iterator[Violation]:
        seen = set()
        for index, dependency in enumerate(self.dependencies):
            if not dependency.knows("name"):
                continue
            if dependency.name in seen:
                yield Violation(
                    ("dependencies", index, "name"),
                    found=f"{dependency.name}, a second time",
                    allowed="every name once: the health answer names what failed",
                    mend="give each dependency its own name",
                )
            seen.add(dependency.name)

    def _slower_than_the_deadline(self) -> Iterator[Violation]:
        for index, dependency in enumerate(self.dependencies):
            key = "max_latency_ms" if isinstance(dependency, HttpDependency) else "timeout_ms"
            if dependency.knows(key) and getattr(dependency, key) > self.deadline_ms:
                yield Violation(
                    ("dependencies", index, key),
                    allowed=f"at most {self.deadline_ms} ms, the `deadline_ms` of all checks together",
                    mend=f"lower `{key}`, or raise `deadline_ms` (up to 1400)",
                    because=(("deadline_ms",),),
                )


class Lattice(ConfigModel):
    """The VPC Lattice side of the system."""

    network_name: Annotated[
        str | None,
        Field(min_length=3, max_length=63, pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$"),
        Allowed(
            "3 to 63 lower-case letters, digits and single inner hyphens, not beginning with servicenetwork-",
            "write it like orders-network",
        ),
    ] = None
    """Name of the service network, the same in every region; each region has its own network (F4).
    Default: derived from the deployment's name."""
    associate_vpcs: Annotated[
        bool, Field(strict=True), Allowed("true or false", "set `associate_vpcs: true`")
    ] = True
    """Whether each VPC is associated with its service network. A VPC has room for one association: false
    where an existing VPC needs it elsewhere. DNS, clients and probe go through the endpoint either way."""
    access: Access = Access()
    """Who may call besides the deployment's own VPCs."""
    function: ServiceFunction = ServiceFunction()
    """The function behind the service."""
    probe: Throttle = Throttle()
    """The limit on the probe's public entrance."""

    def checks(self) -> Checks:
        """The one prefix that AWS keeps for itself."""
        return (self._reserved_name(),)

    def _reserved_name(self) -> Iterator[Violation]:
        if self.network_name and self.network_name.startswith("servicenetwork-"):
            yield Violation(
                ("network_name",),
                allowed="a name that does not begin with servicenetwork-, which AWS keeps for itself",
                mend="choose another name, such as orders-network",
            )
