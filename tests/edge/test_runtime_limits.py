"""The functions keep within what CloudFront's JavaScript runtime 2.0 takes: 10 KB, part of the language."""

import json
import re
from itertools import product
from string import ascii_uppercase

import pytest

from tests.edge.edge_function import EDGE, router, settings

FUNCTIONS = ["router.js", "stickiness.js"]
LIMIT = 10 * 1024

UNSUPPORTED = {
    "for-of": r"\bfor\s*\([^;)]*\bof\b",
    "spread": r"\.\.\.(?![/\w]*')",
    "optional chaining": r"\?\.",
    "nullish coalescing": r"\?\?",
    "classes": r"\bclass\s",
    "generators": r"\bfunction\s*\*|\byield\b",
    "destructuring": r"\b(?:const|let|var)\s*[\[{]",
    "default arguments": r"function\s*\w*\([^)]*=",
    "async closures": r"\basync\s*\(|\basync\s+\w+\s*=>",
    "await in arguments": r"\(\s*await\b|,\s*await\b",
    "code from text": r"\beval\b|\bnew Function\b",
    "timers": r"\bsetTimeout\b|\bsetInterval\b",
}
METHODS = {
    *(
        "indexOf",
        "lastIndexOf",
        "slice",
        "split",
        "replaceAll",
        "toLowerCase",
        "includes",
        "startsWith",
        "codePointAt",
    ),
    *("some", "filter", "find", "map", "join", "reduce", "test", "keys", "imul"),
    *("kvs", "get", "selectRequestOriginById", "createRequestOriginGroup"),
}
"""Methods that the runtime's documentation lists, of those that the functions use."""


def code(name: str) -> str:
    return re.sub(r"^\s*//.*$", "", (EDGE / name).read_text(encoding="utf-8"), flags=re.MULTILINE)


@pytest.mark.parametrize("name", FUNCTIONS)
@pytest.mark.parametrize("feature", UNSUPPORTED)
def test_nothing_is_used_that_the_runtime_lacks(name: str, feature: str) -> None:
    assert re.findall(UNSUPPORTED[feature], code(name)) == []


@pytest.mark.parametrize("name", FUNCTIONS)
def test_only_documented_methods_are_called(name: str) -> None:
    assert set(re.findall(r"\.(\w+)\(", code(name))) <= METHODS


def test_asynchronous_functions_hold_no_closures() -> None:
    bodies = re.findall(r"^async function.*?^}", code("router.js"), flags=re.MULTILINE | re.DOTALL)
    assert len(bodies) == 3
    assert [body for body in bodies if "=>" in body] == []


def test_the_router_fits_with_every_country_of_the_world_and_six_regions() -> None:
    countries = ["".join(pair) for pair in product(ascii_uppercase, repeat=2)][:250]
    regions = [
        {
            "name": f"ap-northeast-{index}",
            "origin": f"s3-ap-northeast-{index}",
            "weight": 100,
            "countries": countries[index::6],
        }
        for index in range(6)
    ]
    source = router(settings("geolocation", region_list=regions))
    assert len(source.encode()) <= LIMIT, len(source.encode())


def test_stickiness_fits() -> None:
    assert len((EDGE / "stickiness.js").read_bytes()) <= LIMIT


def test_the_settings_stand_in_one_line_once() -> None:
    source = (EDGE / "router.js").read_text(encoding="utf-8")
    assert source.count("__SETTINGS__") == 1
    assert "\nconst SETTINGS = __SETTINGS__;\n" in source
    assert json.dumps(settings()) in router(settings())
