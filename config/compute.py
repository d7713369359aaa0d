"""The instances of a region and the group that keeps them."""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated, Literal

from pydantic import AfterValidator, Field

from config.compute_image import AMAZON_LINUXES, Image, ImageIds, ImageParameter
from config.load_balancer import LoadBalancer, TargetHealth
from config.model import Allowed, Checks, ConfigModel, Violation, all_different
from config.user_data import UserDataFile

if TYPE_CHECKING:
    from config.region_pair import Pair

RESERVED_BEGINNING = "internal-"
SAMPLE_PATHS = ("/health", "/")
SAMPLE_STATUS = 200
"""What the sample application has, and answers there."""
_STARTS_SAMPLE = "while there is no `user_data_file`: else the group would replace its instances for ever"
_GRAVITON = re.compile(r"(a1|[a-z]+[0-9]+g[a-z]*)\..+")
"""Types of AWS's own processors: a g follows the generation, as in t4g, m7gd or im4gn."""


def _size(what: str, default: int) -> Allowed:
    return Allowed(f"a whole number from 1 to 500 ({what})", f"write one like {default}")


def _seconds(high: int, default: int) -> Allowed:
    return Allowed(f"a whole number from 0 to {high} (seconds)", f"write one like {default}")


_PORT = Allowed("a whole number from 1 to 65535", "write the port, such as 8080")
_PortNumber = Annotated[int, Field(strict=True, ge=1, le=65535), _PORT]


class GroupSize(ConfigModel):
    """How many instances a region that serves has. A standby wakes with these numbers, or grows to them."""

    min: Annotated[int, Field(strict=True, ge=1, le=500), _size("instances", 2)] = 2
    """The fewest. 2 stand in two zones, and survive the loss of one. A failover is finished when so many are
    healthy."""
    max: Annotated[int, Field(strict=True, ge=1, le=500), _size("instances", 6)] = 6
    """The most."""
    desired: Annotated[int, Field(strict=True, ge=1, le=500), _size("instances", 2)] = 2
    """How many there are at first; after that the load decides, and no plan changes it back."""

    def checks(self) -> Checks:
        """Numbers out of order."""
        return (self._out_of_order(),)

    def _out_of_order(self) -> Iterator[Violation]:
        if not self.min <= self.desired <= self.max:
            yield Violation(
                ("desired",),
                found=f"{self.desired}, with min {self.min} and max {self.max}",
                allowed="min, desired and max in this order",
                mend=f"set `desired: {self.min}` and `max: {max(self.min, self.max)}`",
                because=(("min",), ("max",)),
            )


class Scaling(ConfigModel):
    """What the number of instances follows (target tracking), in a woken standby as in the primary."""

    metric: Annotated[
        Literal["cpu", "requests"],
        Allowed("cpu or requests", "set `metric: cpu`, or requests"),
    ] = "cpu"
    """`cpu`: the average load of the instances. `requests`: how many an instance gets in a minute."""
    target: Annotated[
        float,
        Field(ge=1, le=1_000_000),
        Allowed("a number from 1 to 1000000; of `cpu`, at most 100", "set `target: 60`"),
    ] = 60
    """Per cent, or requests per instance and minute, that the group is kept at."""

    def checks(self) -> Checks:
        """More than the whole processor."""
        return (self._above_all(),)

    def _above_all(self) -> Iterator[Violation]:
        if self.metric == "cpu" and self.target > 100:
            yield Violation(
                ("target",),
                found=f"{self.target:g} per cent of the processor",
                allowed="1 to 100 with `metric: cpu`",
                mend="set `target: 60`, or `metric: requests`",
                because=(("metric",),),
            )


class Compute(ConfigModel):
    """The application: instances behind a load balancer in each region, none of them in a standby."""

    instance_type: Annotated[
        str,
        Field(pattern=r"^[a-z][a-z0-9-]{0,15}\.(nano|micro|small|medium|large|\d*xlarge|metal(-\d+xl)?)$"),
        Allowed("an EC2 instance type", "write it like t3.small or m7i.large"),
    ] = "t3.small"
    """What instances run on. Of the image's processor: Graviton types need an arm64 image. A standby needs
    room for it on the day: see the account's quota, or reserve capacity."""
    image: Image = ImageParameter(type="parameter")
    """What they start from."""
    user_data_file: UserDataFile | None = None
    """The script that every instance runs when it starts. Default: with Amazon Linux a sample application,
    which shows that the region works; with an image of your own nothing, since it holds what it runs. No
    secrets in it: whoever may look at the instance can read it."""
    port: _PortNumber = 8080
    """Where the application listens, with plain HTTP: TLS ends at the load balancer. A later change cuts off
    the instances that run (docs/application.md)."""
    size: GroupSize = GroupSize()
    """How many instances."""
    scaling: Scaling = Scaling()
    """What their number follows."""
    volume_gb: Annotated[
        int,
        Field(strict=True, ge=8, le=16_384),
        Allowed("a whole number from 8 to 16384 (GB)", "set `volume_gb: 20`"),
    ] = 20
    """GB of each instance's encrypted volume (gp3); at least as large as the image's."""
    root_device: Annotated[
        str,
        Field(pattern=r"^/dev/(xvda|sda1)$"),
        Allowed("/dev/xvda (Amazon Linux, Debian) or /dev/sda1 (Ubuntu, Windows)", "write the image's own"),
    ] = "/dev/xvda"
    """What the image calls its root volume. Under another name the instance would get a second, empty one,
    and its root volume would stay unencrypted."""
    grace_seconds: Annotated[int, Field(strict=True, ge=0, le=7200), _seconds(7200, 300)] = 300
    """Seconds after its start in which an instance may be unhealthy. As long as its slowest start, or the
    group replaces instances that were about to be ready."""
    warmup_seconds: Annotated[int, Field(strict=True, ge=0, le=3600), _seconds(3600, 120)] = 120
    """Seconds after its start before an instance counts in what `scaling` follows."""
    deregistration_delay_seconds: Annotated[int, Field(strict=True, ge=0, le=3600), _seconds(3600, 30)] = 30
    """Seconds that requests under way get when an instance goes. AWS's own default is 300."""
    egress_ports: Annotated[
        tuple[_PortNumber, ...],
        AfterValidator(all_different),
        Allowed("a list of TCP ports", "write it like [443]"),
    ] = (443,)
    """TCP ports to which instances may open connections, wherever the network leads; the database's is added
    by itself. AWS's own services need 443."""
    health: TargetHealth = TargetHealth()
    """How the load balancer finds an instance healthy."""
    load_balancer: LoadBalancer = LoadBalancer()
    """What stands in front of them."""

    @property
    def runs_sample(self) -> bool:
        """Whether instances start the sample application: on an image of one's own it would be in the way."""
        return self.user_data_file is None and self._amazon_linux() is not None

    def _amazon_linux(self) -> str | None:
        """The name of the image's parameter, where it is one of Amazon's own."""
        image = self.image
        if isinstance(image, ImageParameter) and image.name.startswith(AMAZON_LINUXES):
            return image.name
        return None

    def checks(self) -> Checks:
        """Instances that could not reach AWS, could not start, or would never be found healthy."""
        return (self._cut_off(), self._other_processor(), self._sample_unhealthy())

    def _cut_off(self) -> Iterator[Violation]:
        if 443 not in self.egress_ports:
            yield Violation(
                ("egress_ports",),
                found="no 443",
                allowed="443 among them: instances learn from AWS where their database is",
                mend="add 443",
            )

    def _other_processor(self) -> Iterator[Violation]:
        """Only of Amazon's own images is the processor known by the name."""
        name = self._amazon_linux()
        if name is None:
            return
        needs = "arm64" if _GRAVITON.fullmatch(self.instance_type) else "x86_64"
        kernel, _, has = name.rpartition("-")
        if has != needs and has in {"arm64", "x86_64"}:
            yield Violation(
                ("instance_type",),
                found=f"{self.instance_type}, with an image for {has}",
                allowed=f"a type with the image's processor: this one has {needs}, and AWS refuses the group",
                mend=f"choose another type, or set `image: {{type: parameter, name: {kernel}-{needs}}}`",
                because=(("image",),),
            )

    def _sample_unhealthy(self) -> Iterator[Violation]:
        if not self.runs_sample:
            return
        health, mend = self.health, "name your own application's script in `user_data_file`, or set"
        if health.path.partition("?")[0] not in SAMPLE_PATHS:
            yield Violation(
                ("health", "path"),
                found=f"{health.path}, which the sample application does not have",
                allowed=f"{' or '.join(SAMPLE_PATHS)}, {_STARTS_SAMPLE}",
                mend=f"{mend} `path: {SAMPLE_PATHS[0]}`",
                because=(("user_data_file",),),
            )
        if not health.takes(SAMPLE_STATUS):
            yield Violation(
                ("health", "status"),
                found=f"{health.status}, where the sample application answers {SAMPLE_STATUS}",
                allowed=f"{SAMPLE_STATUS} among them, {_STARTS_SAMPLE}",
                mend=f'{mend} `status: "{SAMPLE_STATUS}"`',
                because=(("user_data_file",),),
            )


def unnamed_images(deployment: "Pair") -> Iterator[Violation]:
    """Ids that do not cover every region, or name another."""
    regions, compute = deployment.regions, deployment.compute
    image = compute.image if compute.knows("image") else None
    if not isinstance(image, ImageIds) or not image.knows("ids"):
        return
    names = [region.name for region in regions if region.knows("name")]
    because = tuple(("regions", index, "name") for index in range(len(regions)))
    missing = [name for name in names if name not in image.ids]
    if missing:
        yield Violation(
            ("compute", "image", "ids"),
            found=f"no image for {' and '.join(missing)}",
            allowed="an image for every region: the standby needs its own copy before it wakes",
            mend=f"copy the image to {missing[0]} and add `{missing[0]}: ami-...`",
            because=because,
        )
    for name in image.ids:
        if name not in names:
            yield Violation(
                ("compute", "image", "ids", name),
                found=name,
                allowed=f"the deployment's regions: {', '.join(names)}",
                mend="remove the line, or correct the region",
                because=because,
            )


def reserved_name(deployment: "Pair") -> Iterator[Violation]:
    """A deployment whose load balancer's name would begin with what AWS keeps for itself."""
    if f"{deployment.name}-".startswith(RESERVED_BEGINNING):
        yield Violation(
            ("name",),
            allowed="a name that does not begin with `internal-`: it begins the load balancer's name, and "
            "AWS keeps that beginning for itself",
            mend="choose another name, such as intranet",
        )
