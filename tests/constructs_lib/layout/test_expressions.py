"""References in template strings are found where Terraform sees them, and nowhere else."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from constructs_lib.layout.expressions import Put, Reference, references, rewritten

KNOWN = {"aws_vpc.main", "aws_s3_bucket.us-east-1_bucket_0A1B2C3D", "data.aws_region.here", "local.name"}


def found(text: str) -> list[str]:
    return [str(each) for each in references(text, KNOWN.__contains__)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("${aws_vpc.main.id}", ["aws_vpc.main.id"]),
        ("${aws_vpc.main}", ["aws_vpc.main"]),
        (
            "arn:aws:s3:::${aws_s3_bucket.us-east-1_bucket_0A1B2C3D.bucket}/*",
            ["aws_s3_bucket.us-east-1_bucket_0A1B2C3D.bucket"],
        ),
        ("${tolist(aws_vpc.main.tags)[0].id}", ["aws_vpc.main.tags"]),
        ("${data.aws_region.here.name}-${local.name}", ["data.aws_region.here.name", "local.name"]),
        ('${one([for o in aws_vpc.main.x : o.id if o.y == "b"])}', ["aws_vpc.main.x"]),
        ('${join("-", ["${aws_vpc.main.id}", "}"])} and more', ["aws_vpc.main.id"]),
        ("%{ if aws_vpc.main.id != null }yes%{ endif }", ["aws_vpc.main.id"]),
        ("${ {a = aws_vpc.main.id}.a }", ["aws_vpc.main.id"]),
    ],
)
def test_a_reference_is_found(text: str, expected: list[str]) -> None:
    assert found(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "aws_vpc.main.id",
        "$${aws_vpc.main.id}",
        "%%{aws_vpc.main.id}",
        '${lower("aws_vpc.main.id")}',
        '${lower("\\"aws_vpc.main.id")}',
        "${module.x.aws_vpc.main.id}",
        "${aws_vpc.other.id}",
        "${each.value}",
    ],
)
def test_what_only_looks_like_one_is_not(text: str) -> None:
    assert found(text) == []


def put(reference: Reference) -> Put | None:
    return {
        "aws_vpc.main.id": Put(text="data.remote.outputs.id"),
        "aws_vpc.main.name": Put(text="shop-${local.name}", template=True),
    }.get(str(reference))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("${aws_vpc.main.id}", "${data.remote.outputs.id}"),
        ("${tolist(aws_vpc.main.id)[0].x}", "${tolist(data.remote.outputs.id)[0].x}"),
        ("a-${aws_vpc.main.name}-b", "a-shop-${local.name}-b"),
        ("${lower(aws_vpc.main.name)}", '${lower("shop-${local.name}")}'),
        ('${join("", ["x${aws_vpc.main.name}"])}', '${join("", ["xshop-${local.name}"])}'),
        ("${aws_vpc.main.arn} $${aws_vpc.main.id}", "${aws_vpc.main.arn} $${aws_vpc.main.id}"),
    ],
)
def test_another_expression_takes_its_place(text: str, expected: str) -> None:
    assert rewritten(text, KNOWN.__contains__, put) == expected


@given(st.text(alphabet='a.${}%"\\ aws_vpc.main', max_size=60))
def test_no_text_is_changed_where_nothing_is_put(text: str) -> None:
    assert rewritten(text, lambda _: True, lambda _: None) == text
