"""The functions at the edge: which release a request is for, and which region is asked for it."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from cdktf_cdktf_provider_aws.cloudfront_function import CloudfrontFunction
from cdktf_cdktf_provider_aws.cloudfront_key_value_store import CloudfrontKeyValueStore
from constructs import Construct

from config.edge_routing import EdgeRouting, GeolocationPolicy, WeightedPolicy
from constructs_lib.providers import RegionScope

SOURCES = Path(__file__).parents[2] / "edge"
RUNTIME = "cloudfront-js-2.0"
"""The runtime that has key-value stores and can choose an origin."""
LONGEST_CODE_BYTES = 10 * 1024
SETTINGS_MARK = "__SETTINGS__"
WITH_COOKIE = ("weighted", "blue-green")
"""The modes in which a visitor stays where a cookie says."""


@dataclass(frozen=True, kw_only=True)
class EdgeOrigin:
    """One region as the distribution knows it."""

    region: str
    origin_id: str


@dataclass(frozen=True, kw_only=True)
class RouterSettings:
    """What the router knows from its synthesis on; what changes with a release is in its store."""

    routing: EdgeRouting
    origins: Sequence[EdgeOrigin]
    """The primary first."""
    host: str
    redirect_from: Sequence[str]
    spa: bool
    error_codes: Sequence[int]

    def document(self) -> Mapping[str, Any]:
        """The table that stands in the function."""
        return {
            "mode": self.routing.policy,
            "regions": [
                {
                    "name": origin.region,
                    "origin": origin.origin_id,
                    "weight": self._weight(origin.region),
                    "countries": list(self._countries(origin.region)),
                }
                for origin in self.origins
            ],
            "aliases": {"host": self.host, "redirectFrom": list(self.redirect_from)},
            "spa": self.spa,
            "errorCodes": list(self.error_codes),
        }

    def _weight(self, region: str) -> int:
        return self.routing.weights.get(region, 0) if isinstance(self.routing, WeightedPolicy) else 0

    def _countries(self, region: str) -> Sequence[str]:
        return self.routing.countries.get(region, ()) if isinstance(self.routing, GeolocationPolicy) else ()


class EdgeRouter(Construct):
    """`aws_cloudfront_function`, published, and the `aws_cloudfront_key_value_store` that it reads.

    Terraform makes the store and puts nothing into it: releases are written by `publish`, and no apply may
    undo one.
    """

    def __init__(self, scope: Construct, id_: str, *, edge: RegionScope, settings: RouterSettings) -> None:
        super().__init__(scope, id_)
        self._edge = edge
        name = edge.naming.name()
        store = CloudfrontKeyValueStore(
            self, "store", provider=edge.provider, name=name, comment=f"Which release of {name} is served"
        )
        self.store_arn: str = store.arn
        """Where `publish` writes the release."""
        self.request_function_arn: str = self._function(
            "router",
            f"Release and region for requests to {settings.host}",
            rendered((SOURCES / "router.js").read_text(encoding="utf-8"), settings.document()),
            stores=[self.store_arn],
        )
        """For viewer requests."""
        self.response_function_arn: str | None = None
        """For viewer responses; None where visitors need no cookie."""
        if settings.routing.policy in WITH_COOKIE:
            self.response_function_arn = self._function(
                "stickiness",
                f"Keeps visitors of {settings.host} where they are",
                rendered((SOURCES / "stickiness.js").read_text(encoding="utf-8"), settings.document()),
            )

    def _function(self, what: str, comment: str, code: str, stores: Sequence[str] = ()) -> str:
        function = CloudfrontFunction(
            self,
            what,
            provider=self._edge.provider,
            name=self._edge.naming.name(what),
            comment=comment,
            runtime=RUNTIME,
            code=terraform_text(code),
            key_value_store_associations=list(stores) or None,
            publish=True,
        )
        return function.arn


def rendered(source: str, settings: Mapping[str, Any]) -> str:
    """The function's code, without its comments: CloudFront counts them.

    Raises `ValueError` where it is too long all the same, which the limits of the configuration rule out.
    """
    lines = [line for line in source.splitlines(keepends=True) if not line.lstrip().startswith("//")]
    code = "".join(lines).replace(SETTINGS_MARK, json.dumps(settings, separators=(",", ":")), 1)
    size = len(code.encode())
    if size > LONGEST_CODE_BYTES:
        raise ValueError(f"the edge function has {size} bytes, and CloudFront takes {LONGEST_CODE_BYTES}")
    return code


def terraform_text(code: str) -> str:
    """The code as Terraform takes it: its own marks of an expression are written twice."""
    return code.replace("${", "$${").replace("%{", "%%{")
