"""A public name whose visitors come in at the edge, and the name under which the edge finds the regions."""

from collections.abc import Iterator
from typing import Annotated

from pydantic import Field

from config.application_domain import ApplicationDomain
from config.certificate_name import too_long_to_request
from config.model import Allowed, Checks, KeyPath, Violation
from config.public_domain import CERTIFICATE_REGION


class DeliveredDomain(ApplicationDomain):
    """The name that visitors use leads to the edge; `<origin_label>.<name>` leads to the region that serves.

    The second one has failover records over the load balancers. The edge resolves it for every request, so
    all methods fail over, POST among them; an origin group would fail over GET, HEAD and OPTIONS alone (F16).
    """

    origin_label: Annotated[
        str,
        Field(pattern=r"^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$"),
        Allowed("a DNS label: 1 to 63 lower-case letters, digits and inner hyphens", "write it like origin"),
    ] = "origin"
    """First label of the name under which the edge finds the regions, in front of `name`."""
    edge_certificate_arn: Annotated[
        str | None,
        Field(pattern=r"^arn:aws:acm:[a-z0-9-]+:[0-9]{12}:certificate/[A-Za-z0-9-]+$"),
        Allowed(
            "the ARN of an ACM certificate in us-east-1",
            "copy it, such as arn:aws:acm:us-east-1:123456789012:certificate/..., or remove it",
        ),
    ] = None
    """A certificate that exists already, for `name`, in us-east-1 whatever the regions are (F17). Default:
    one is requested and validated in the zone. Those of `certificate_arns` need both names: the edge passes
    the visitor's Host on, and finds the load balancers by the origin's name."""

    @property
    def origin(self) -> str:
        """The name with the failover records."""
        return f"{self.origin_label}.{self.name}"

    @property
    def public_names(self) -> dict[str, KeyPath]:
        """As for every application, and the origin's."""
        return {**super().public_names, self.origin: ("origin_label",)}

    def checks(self) -> Checks:
        """As for every application, and the edge's certificate in another region or too long a name for one,
        or one name for two."""
        return (
            *super().checks(),
            self._elsewhere(),
            self._too_long_for_edge(),
            self._witness_twice(),
            self._long_origin(),
        )

    def _elsewhere(self) -> Iterator[Violation]:
        if self.edge_certificate_arn:
            home = self.edge_certificate_arn.split(":")[3]
            if home != CERTIFICATE_REGION:
                yield Violation(
                    ("edge_certificate_arn",),
                    found=f"a certificate of {home}",
                    allowed="a certificate of us-east-1: CloudFront takes no other region's, wherever the "
                    "deployment's regions are",
                    mend="request or import the certificate in us-east-1, or remove the line",
                )

    def _too_long_for_edge(self) -> Iterator[Violation]:
        """Where none is given at all, the check of the regions' own says so."""
        given = self.certificate_arns
        if given:
            yield from too_long_to_request(
                self.name,
                given=bool(self.edge_certificate_arn or CERTIFICATE_REGION in given),
                instead="edge_certificate_arn",
            )

    def _witness_twice(self) -> Iterator[Violation]:
        if self.origin == self.witness:
            yield Violation(
                ("origin_label",),
                allowed="another label: under this one stands the record that the controller reads",
                mend="set `origin_label: origin`",
            )

    def _long_origin(self) -> Iterator[Violation]:
        if len(self.origin) > 253:
            yield Violation(
                ("origin_label",),
                found=f"{self.origin_label}: the origin's name has {len(self.origin)} characters",
                allowed="at most 253 characters together with `name`",
                mend="choose a shorter label",
                because=(("name",),),
            )
