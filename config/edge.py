"""The edge: one CloudFront distribution in front of all regions."""

from collections.abc import Iterator
from typing import Annotated, Literal

from pydantic import AfterValidator, BeforeValidator, Field

from config.edge_firewall import Firewall
from config.edge_headers import SecurityHeaders
from config.model import Allowed, Checks, ConfigModel, Violation, all_different, whole_number

SERVER_ERRORS = (500, 502, 503, 504)
"""What a region in trouble answers."""
_SWITCH = Allowed("true or false", "write true or false")
_ONE_DISTRIBUTION = Allowed(
    "one distribution for all regions: a name belongs to one distribution, and CloudFront chooses by name "
    "whatever DNS said, so DNS failover between two distributions cannot work",
    "remove the line: the one distribution fails over from region to region by its origin group, and shows "
    "each region's own state under /_region/<region>/health.html",
)
StatusCode = Annotated[
    Literal[403, 404, 416, 429, 500, 502, 503, 504],
    BeforeValidator(whole_number),
    Allowed(
        "403, 404, 416, 429, 500, 502, 503 or 504: CloudFront fails over on no other code",
        "choose among these",
    ),
]


class Failover(ConfigModel):
    """When the edge asks the next region, for GET, HEAD and OPTIONS, on every cache miss (F16).

    A region that cannot be reached costs a visitor attempts times timeout seconds: 6 by default, where
    CloudFront's own default is 30.
    """

    connection_attempts: Annotated[
        int,
        Field(strict=True, ge=1, le=3),
        Allowed("1, 2 or 3 (attempts)", "set `connection_attempts: 2`"),
    ] = 2
    """How often the edge tries to connect to a region. 2 forgives a single lost packet."""
    connection_timeout_seconds: Annotated[
        int,
        Field(strict=True, ge=1, le=10),
        Allowed("a whole number from 1 to 10 (seconds)", "set `connection_timeout_seconds: 3`"),
    ] = 3
    """Seconds for one attempt. 3 is ten times what the longest way around the world takes."""
    status_codes: Annotated[
        tuple[StatusCode, ...],
        AfterValidator(all_different),
        Allowed(
            "a list of codes from 403, 404, 416, 429, 500, 502, 503 and 504",
            "write it like [403, 404, 500, 502, 503, 504]",
        ),
    ] = (403, 404, 500, 502, 503, 504)
    """Answers on which the next region is asked. 403 is what a private bucket says of an object that it does
    not have, so a region that has not got a page yet is passed over."""

    def checks(self) -> Checks:
        """Codes without those of a region in trouble."""
        return (self._missing_server_errors(),)

    def _missing_server_errors(self) -> Iterator[Violation]:
        missing = [str(code) for code in SERVER_ERRORS if code not in self.status_codes]
        if missing:
            yield Violation(
                ("status_codes",),
                found=f"no {' and no '.join(missing)}",
                allowed="500, 502, 503 and 504 among the codes: they are what a region in trouble answers",
                mend=f"add {' and '.join(missing)}",
            )


class Cache(ConfigModel):
    """How long the edge keeps what it has. An object's own Cache-Control goes before."""

    default_seconds: Annotated[
        int,
        Field(strict=True, ge=0, le=31_536_000),
        Allowed("a whole number from 0 to 31536000 (seconds; a year)", "set `default_seconds: 3600`"),
    ] = 3600
    """Seconds for an object that does not say. A new release is seen at once whatever stands here: its
    objects have other addresses."""
    max_seconds: Annotated[
        int,
        Field(strict=True, ge=0, le=31_536_000),
        Allowed("a whole number from 0 to 31536000 (seconds; a year)", "set `max_seconds: 31536000`"),
    ] = 31_536_000
    """Seconds for which the edge keeps an object at most, whatever it says itself."""
    error_seconds: Annotated[
        int,
        Field(strict=True, ge=0, le=3600),
        Allowed("a whole number from 0 to 3600 (seconds)", "set `error_seconds: 5`"),
    ] = 5
    """Seconds for which the edge repeats an error without asking again: a part of the way back from an
    outage of all regions. CloudFront's own default is 10."""

    def checks(self) -> Checks:
        """A default above the most."""
        return (self._default_above_most(),)

    def _default_above_most(self) -> Iterator[Violation]:
        if self.default_seconds > self.max_seconds:
            yield Violation(
                ("default_seconds",),
                found=f"{self.default_seconds}, above max_seconds, which is {self.max_seconds}",
                allowed="at most as much as `max_seconds`",
                mend=f"set `default_seconds: {self.max_seconds}`, or raise `max_seconds`",
                because=(("max_seconds",),),
            )


class Edge(ConfigModel):
    """The distribution: one, since one name belongs to one distribution (F15)."""

    distributions: Annotated[Literal[1], BeforeValidator(whole_number), _ONE_DISTRIBUTION] = 1
    """How many: one. The key exists to say why (F15)."""
    per_region: Annotated[Literal[False], _ONE_DISTRIBUTION] = False
    """Whether every region has a distribution of its own: no. The key exists to say why (F15)."""
    price_class: Annotated[
        Literal["PriceClass_100", "PriceClass_200", "PriceClass_All"],
        Allowed("PriceClass_100, PriceClass_200 or PriceClass_All", "set `price_class: PriceClass_100`"),
    ] = "PriceClass_100"
    """Which edge locations answer. 100: those of Europe and North America, the cheapest; visitors elsewhere
    are answered from there, a little slower. All: every one."""
    http3: Annotated[bool, Field(strict=True), _SWITCH] = True
    """HTTP/3 beside HTTP/2: faster on bad networks."""
    ipv6: Annotated[bool, Field(strict=True), _SWITCH] = True
    """IPv6 beside IPv4, with AAAA records."""
    failover: Failover = Failover()
    """When the next region is asked."""
    cache: Cache = Cache()
    """How long answers are kept."""
    headers: SecurityHeaders = SecurityHeaders()
    """What browsers are told."""
    not_found_page: Annotated[bool, Field(strict=True), _SWITCH] = True
    """Answer addresses that do not exist with the 404.html of the release, or with a plain page where it has
    none, in place of S3's XML."""
    spa: Annotated[bool, Field(strict=True), _SWITCH] = False
    """Answer addresses without a file ending with the start page, as an application in the browser needs."""
    firewall: Firewall = Firewall()
    """AWS WAF."""
    access_logs: Annotated[bool, Field(strict=True), _SWITCH] = True
    """Keep CloudFront's access logs, in a bucket in us-east-1. Only their storage costs;
    `storage.keep_logs_days` says how long."""
