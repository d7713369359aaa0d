"""Deployment files that tests change."""

SMALL = """\
system: lattice-service
name: orders
regions:
  - name: us-east-1
    role: primary
  - name: us-west-2
    role: standby
domain:
  name: orders.svc.example.com
  certificate:
    validation_zone: example.com
"""
"""Valid, 11 lines; what a test appends begins on line 12."""


def changed(*changes: tuple[str, str], text: str = SMALL) -> str:
    """The text with each `old` replaced by `new`; `old` stands in it exactly once."""
    for old, new in changes:
        assert text.count(old) == 1, f"{old!r} stands in the text {text.count(old)} times"
        text = text.replace(old, new)
    return text


ARN_EAST = "us-east-1: arn:aws:acm:us-east-1:123456789012:certificate/a"
ARN_WEST = "us-west-2: arn:aws:acm:us-west-2:123456789012:certificate/b"

BOMB = "a: &a [x, x, x, x, x, x, x, x, x, x]\n" + "".join(
    f"{name}: &{name} [{', '.join([f'*{of}'] * 10)}]\n" for of, name in ("ab", "bc", "cd", "de")
)
"""Aliases of aliases: 100,000 values in five lines."""


REGIONS = """\
regions:
  - name: us-east-1
    role: primary
  - name: us-west-2
    role: standby
"""


def primary(*lines: str) -> str:
    """The primary region with these lines."""
    return changed(("role: primary", "role: primary" + "".join(f"\n    {line}" for line in lines)))


def standby(*lines: str) -> str:
    """The standby region with these lines."""
    return changed(("role: standby", "role: standby" + "".join(f"\n    {line}" for line in lines)))


def third(*lines: str, text: str = SMALL) -> str:
    """A third region, eu-west-1, with these lines."""
    region = "".join(f"    {line}\n" for line in ("role: standby", *lines))
    return changed(("domain:\n", f"  - name: eu-west-1\n{region}domain:\n"), text=text)


def domain(*lines: str) -> str:
    """The domain with these lines."""
    return changed(("  certificate:", "".join(f"  {line}\n" for line in lines) + "  certificate:"))


def arns(*lines: str) -> str:
    """Certificates by ARN."""
    below = "".join(f"      {line}\n" for line in lines)
    return changed(("    validation_zone: example.com\n", f"    arns:\n{below}"))


VPC = ("vpc_id: vpc-0a1b2c3d", "subnet_ids: [subnet-0a1b2c3d, subnet-1a1b2c3d]")
ROUTES = "route_table_ids: [rtb-0a1b2c3d]"


def existing(*lines: str, beside: tuple[str, ...] = ("cidr: 10.0.0.0/16",)) -> str:
    """The primary region in an existing VPC."""
    return primary(*beside, "existing:", *(f"  {line}" for line in lines))


def dependencies(*entries: str, deadline_ms: int = 1000) -> str:
    """A deployment whose function depends on these."""
    lines = "".join(f"      - {entry}\n" for entry in entries)
    return f"{SMALL}lattice:\n  function:\n    deadline_ms: {deadline_ms}\n    dependencies:\n{lines}"
