"""The edge in front of an application in two regions: CloudFront, its timeouts, and who may come in."""

from typing import Annotated, Literal

from pydantic import AfterValidator, Field

from config.content_delivery_headers import ApplicationHeaders
from config.firewall import CountryRule, Firewalls
from config.model import Allowed, ConfigModel, all_different

_SWITCH = Allowed("true or false", "write true or false")


def _seconds(low: int, high: int, default: int) -> Allowed:
    return Allowed(f"a whole number from {low} to {high} (seconds)", f"write one like {default}")


PathPattern = Annotated[
    str,
    Field(pattern=r"^/[A-Za-z0-9_\-.*$/~\"'@:+&?]{1,254}$"),
    Allowed(
        "a path of at most 255 characters that begins with /, of letters, digits and _-.*$/~\"'@:+&?, and is "
        "not / alone",
        "write it like /static/*",
    ),
]


class OriginTimeouts(ConfigModel):
    """How long the edge waits for a region, and how soon it notices that another one serves.

    The edge finds the regions by one name with failover records. What it costs to move from one to the other
    is the record's TTL (60 s, a load balancer's alias) and the connections that are open.
    """

    connection_attempts: Annotated[
        int, Field(strict=True, ge=1, le=3), Allowed("1, 2 or 3 (attempts)", "set `connection_attempts: 2`")
    ] = 2
    """How often the edge tries to connect. 2 forgives a single lost packet."""
    connection_seconds: Annotated[int, Field(strict=True, ge=1, le=10), _seconds(1, 10, 3)] = 3
    """Seconds for one attempt. With 2 attempts a region that is gone costs a visitor 6 seconds, and an error;
    CloudFront's own defaults would cost 30. 3 is ten times what the longest way around the world takes."""
    read_seconds: Annotated[int, Field(strict=True, ge=1, le=60), _seconds(1, 60, 30)] = 30
    """Seconds until the application's answer must begin, and between two parts of it. CloudFront asks again
    after a GET or HEAD that ran out of time, as often as `connection_attempts` says, and never after a POST.
    As long as the slowest answer, and at most `compute.load_balancer.idle_timeout_seconds`."""
    keep_alive_seconds: Annotated[int, Field(strict=True, ge=1, le=60), _seconds(1, 60, 5)] = 5
    """Seconds for which an idle connection stays open. While connections are used they do not count as idle,
    so it is the load balancer that ends them: its `client_keep_alive_seconds`, 60 by default, is how long the
    edge stays with a region that answers and that DNS has left. 5 seconds is CloudFront's own default. Less
    than `compute.load_balancer.idle_timeout_seconds`: who asks must be the one who closes first."""


class ContentDelivery(ConfigModel):
    """A distribution over the failover name of both regions, so that every method fails over, POST too: an
    origin group would fail over GET, HEAD and OPTIONS alone (F16)."""

    price_class: Annotated[
        Literal["PriceClass_100", "PriceClass_200", "PriceClass_All"],
        Allowed("PriceClass_100, PriceClass_200 or PriceClass_All", "set `price_class: PriceClass_100`"),
    ] = "PriceClass_100"
    """Which edge locations answer. 100: those of Europe and North America, the cheapest; visitors elsewhere
    are answered from there, a little slower. All: every one."""
    http3: Annotated[bool, Field(strict=True), _SWITCH] = True
    """HTTP/3 beside HTTP/2: faster on bad networks."""
    ipv6: Annotated[bool, Field(strict=True), _SWITCH] = True
    """IPv6 beside IPv4, with AAAA records. The way to the load balancers stays IPv4."""
    cached_paths: Annotated[
        tuple[PathPattern, ...],
        AfterValidator(all_different),
        Field(max_length=74),
        Allowed(
            "a list of path patterns, 74 at most: CloudFront takes 75 behaviours with the default one",
            "write it like [/static/*]",
        ),
    ] = ()
    """Paths whose answers the edge keeps, for as long as their Cache-Control says, or a day. For them neither
    cookies nor query strings reach the application, and only GET, HEAD and OPTIONS. Default: none, and every
    request is the application's own."""
    error_seconds: Annotated[int, Field(strict=True, ge=0, le=300), _seconds(0, 300, 0)] = 0
    """Seconds for which the edge repeats an error without asking again. 0: the first request after a failover
    is answered by the region that serves. CloudFront's own default is 10."""
    timeouts: OriginTimeouts = OriginTimeouts()
    """How long the edge waits for a region."""
    headers: ApplicationHeaders = ApplicationHeaders()
    """What browsers are told."""
    countries: CountryRule | None = None
    """Countries that are served, or are not, by CloudFront itself: free of charge, before the firewall.
    Default: all are."""
    firewall: Firewalls = Firewalls()
    """AWS WAF, at the edge and at the load balancers."""
    access_logs: Annotated[bool, Field(strict=True), _SWITCH] = True
    """Keep CloudFront's access logs, in a bucket in us-east-1. Only their storage costs."""
    keep_logs_days: Annotated[
        int,
        Field(strict=True, ge=1, le=3650),
        Allowed("a whole number from 1 to 3650 (days)", "write a number of days, such as 90"),
    ] = 90
    """Days for which access logs are kept."""
    rotate_header_days: Annotated[
        int,
        Field(strict=True, ge=1, le=1000),
        Allowed("a whole number from 1 to 1000 (days)", "set `rotate_header_days: 30`"),
    ] = 30
    """Days after which the secret changes by which load balancers know the edge. The one before is accepted
    until the next change."""
