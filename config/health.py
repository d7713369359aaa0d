"""How Route 53 finds a region unhealthy, and what the service itself looks at."""

from collections import Counter
from collections.abc import Iterator
from typing import Annotated, Literal

from pydantic import AfterValidator, BeforeValidator, Field

from config.dns_name import DnsName
from config.health_alarm import AlarmCheck
from config.health_endpoint import HttpCheck, HttpsCheck, TcpCheck
from config.health_routing_control import RoutingControls
from config.model import Allowed, Checks, ConfigModel, Violation, all_different, refused, whole_number

CHECKER_REGIONS = (
    "us-east-1",
    "us-west-1",
    "us-west-2",
    "eu-west-1",
    "ap-southeast-1",
    "ap-southeast-2",
    "ap-northeast-1",
    "sa-east-1",
)
"""The regions from which Route 53 checks endpoints."""

CheckerRegion = Annotated[
    Literal[
        "us-east-1",
        "us-west-1",
        "us-west-2",
        "eu-west-1",
        "ap-southeast-1",
        "ap-southeast-2",
        "ap-northeast-1",
        "sa-east-1",
    ],
    Allowed(
        f"one of Route 53's eight checker regions: {', '.join(CHECKER_REGIONS)}", "choose among these eight"
    ),
]


MOST_COUNTED = 256
"""Children of a calculated check (F11)."""

FurtherCheck = Annotated[
    HttpCheck | HttpsCheck | TcpCheck | AlarmCheck,
    Field(discriminator="type"),
    Allowed(
        "`type: http`, `type: https`, `type: tcp` or `type: alarm`",
        "add `type: https` with `host:`, or another type with its keys",
    ),
]
"""One more check of a region, told apart by `type`."""


class HealthCheck(ConfigModel):
    """How Route 53 finds a region ready: an endpoint check of its own (F9), and what is added to it here.

    A region counts as unhealthy after interval times threshold seconds, up to one interval more.
    """

    interval: Annotated[
        Literal[10, 30],
        BeforeValidator(whole_number),
        Allowed("10 or 30 (seconds)", "set `interval: 30`, or 10 for faster detection at a higher price"),
    ] = 30
    """Seconds between two checks of one checker (F9). 30 is Route 53's standard; 10 costs extra. A later
    change makes a new check."""
    threshold: Annotated[
        int,
        Field(strict=True, ge=1, le=10),
        Allowed("a whole number from 1 to 10 (consecutive checks)", "set `threshold: 3`"),
    ] = 3
    """Consecutive failed checks until a region is unhealthy, and passed ones until it is healthy again (F9).
    3 ignores a single lost packet and still notices within 90 seconds."""
    checker_regions: Annotated[
        tuple[CheckerRegion, ...],
        AfterValidator(all_different),
        Allowed(
            f"nothing (all eight), or 3 or more of {', '.join(CHECKER_REGIONS)}",
            "add regions until there are three, or remove `checker_regions`",
        ),
    ] = ()
    """Where the checkers stand: 3 or more of Route 53's eight regions. Empty: all of them."""
    measure_latency: Annotated[
        bool, Field(strict=True), Allowed("true or false", "set `measure_latency: false`")
    ] = False
    """Also record connection times as a metric. Costs extra; a later change makes a new check."""
    further_checks: Annotated[
        tuple[FurtherCheck, ...],
        Allowed("a list of further checks", "write one entry with `name:`, `type:` and `region:` per check"),
    ] = ()
    """More checks of a region, which is ready while its own check and all of these are healthy."""
    required_checks: Annotated[
        int | None,
        Field(strict=True, ge=1, le=256),
        Allowed(
            "a whole number from 1 to 256, at most as many as the region's own check and its further checks",
            "remove it: all of them must then be healthy",
        ),
    ] = None
    """How many of a region's checks must be healthy, its own check included (F11). Default: all of them."""
    takeover: Annotated[bool, Field(strict=True), Allowed("true or false", "set `takeover: false`")] = False
    """Create a switch in the (first) standby region by which an operator moves traffic there, without any
    control plane of the primary's region (F8). Off until a person turns it on; whatever is broken about it
    counts as off. Needs `routing.policy: failover`."""
    routing_controls: RoutingControls | None = None
    """Switches in an ARC cluster, one per region, at about 1,800 US dollars a month; `takeover` does the same
    for a failover pair at almost no price."""

    def checks(self) -> Checks:
        """Too few checker regions; further checks of one name, or too many; switches that contradict each
        other."""
        return (
            self._too_few_checker_regions(),
            self._named_twice(),
            self._too_many_to_count(),
            self._two_switches(),
            self._outvoted_switch(),
        )

    def _named_twice(self) -> Iterator[Violation]:
        seen: dict[tuple[str, str], int] = {}
        for index, check in enumerate(self.further_checks):
            if check.knows("name", "region"):
                first = seen.setdefault((check.region, check.name), index)
                if first != index:
                    yield Violation(
                        ("further_checks", index, "name"),
                        found=f"{check.name}, a second time in {check.region}",
                        allowed="every name once in a region",
                        mend="choose another name, or remove one of the two checks",
                    )

    def _too_many_to_count(self) -> Iterator[Violation]:
        most = MOST_COUNTED - 1 - (self.takeover or self.routing_controls is not None)
        counts = Counter(check.region for check in self.further_checks if check.knows("region"))
        for region, count in counts.items():
            if count > most:
                yield Violation(
                    ("further_checks",),
                    found=f"{count} of {region}",
                    allowed=f"at most {most} of a region: Route 53 counts {MOST_COUNTED} checks together, "
                    "the region's own and its switch among them",
                    mend="put several behind one health address",
                )

    def _two_switches(self) -> Iterator[Violation]:
        if self.takeover and self.routing_controls:
            yield Violation(
                ("takeover",),
                found="takeover beside routing_controls",
                allowed="one of the two: of two switches neither tells where traffic goes",
                mend="remove `takeover`, or remove `routing_controls`",
            )

    def _outvoted_switch(self) -> Iterator[Violation]:
        switch = "takeover" if self.takeover else "routing_controls" if self.routing_controls else None
        if self.required_checks is not None and switch:
            yield Violation(
                ("required_checks",),
                found=f"{self.required_checks} beside `{switch}`",
                allowed="nothing: a switch must not be outvoted by other checks, so all of them are required",
                mend=f"remove `required_checks`, or remove `{switch}`",
                because=((switch,),),
            )

    def _too_few_checker_regions(self) -> Iterator[Violation]:
        if 0 < len(self.checker_regions) < 3:
            yield Violation(
                ("checker_regions",),
                found=f"{len(self.checker_regions)} of them",
                allowed="3 or more, or none (all eight): Route 53 refuses fewer",
                mend="add regions until there are three, or remove `checker_regions`",
            )


DependencyName = Annotated[
    str,
    Field(pattern=r"^[a-z0-9]([a-z0-9-]{0,30}[a-z0-9])?$"),
    Allowed("1 to 32 lower-case letters, digits and inner hyphens", "write it like orders-database"),
]


def _endpoint(url: str) -> str:
    """A plain http(s) address; anything that is not sent to the server, or is secret, is refused."""
    # Imported here: costs every start of the program 2 ms, and only HTTP dependencies need it.
    from urllib.parse import urlsplit

    try:
        parts = urlsplit(url)
        bare = parts.username is None and parts.password is None and not parts.fragment
        if parts.scheme in ("http", "https") and parts.hostname and parts.port != 0 and bare:
            return url
    except ValueError:
        pass
    raise refused(_URL.text, _URL.mend)


_URL = Allowed(
    "an http:// or https:// address with a host, without user, password or #fragment, at most 256 characters",
    "write it like https://inventory.svc.example.com/health",
)


class HttpDependency(ConfigModel):
    """Another HTTP service without which this one is unhealthy."""

    type: Literal["http"]
    """An HTTP GET."""
    name: DependencyName
    """What the health answer calls it when it fails."""
    url: Annotated[str, Field(max_length=256, pattern=r"^[!-~]+$"), AfterValidator(_endpoint), _URL]
    """The address to GET, reachable from where the function runs: see `in_vpc`."""
    max_latency_ms: Annotated[
        int,
        Field(strict=True, ge=1, le=900),
        Allowed("a whole number from 1 to 900 (milliseconds)", "set `max_latency_ms: 300`"),
    ] = 300
    """Milliseconds until the answer must be there; the whole health answer has 2 seconds (F9)."""
    expect_status: Annotated[
        tuple[
            Annotated[
                int,
                Field(strict=True, ge=100, le=599),
                Allowed("an HTTP status code from 100 to 599", "write it like 200"),
            ],
            ...,
        ],
        Allowed("a list of HTTP status codes", "write it like [200, 204]"),
    ] = ()
    """Status codes that count as healthy. Empty: every 2xx. Redirects are not followed."""


class TcpDependency(ConfigModel):
    """A TCP endpoint, such as a database, without which this service is unhealthy."""

    type: Literal["tcp"]
    """A TCP connection, opened and closed."""
    name: DependencyName
    """What the health answer calls it when it fails."""
    host: DnsName
    """Host name or IPv4 address, reachable from where the function runs: see `in_vpc`."""
    port: Annotated[
        int,
        Field(strict=True, ge=1, le=65535),
        Allowed("a whole number from 1 to 65535", "write the port, such as `port: 5432`"),
    ]
    """TCP port."""
    timeout_ms: Annotated[
        int,
        Field(strict=True, ge=1, le=900),
        Allowed("a whole number from 1 to 900 (milliseconds)", "set `timeout_ms: 300`"),
    ] = 300
    """Milliseconds until the connection must stand; the whole health answer has 2 seconds (F9)."""


Dependency = Annotated[
    HttpDependency | TcpDependency,
    Field(discriminator="type"),
    Allowed(
        "`type: http` or `type: tcp`", "add `type: http` with `url:`, or `type: tcp` with `host:` and `port:`"
    ),
]
"""One check of the service function, told apart by `type`."""
