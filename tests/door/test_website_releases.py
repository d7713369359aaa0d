"""The commands on a website's releases, where there is nothing that they could publish to."""

from pathlib import Path

import pytest

from tests.door.conftest import EXAMPLES, Program


@pytest.mark.parametrize(
    "arguments",
    [
        ["publish", "site"],
        ["rollback"],
        ["promote"],
        ["withdraw"],
        ["releases"],
        ["region", "us-east-1", "--on"],
    ],
)
def test_another_system_than_a_website_has_no_releases(
    program: Program, example: Path, arguments: list[str]
) -> None:
    command, *more = arguments

    finished = program(command, example, *more)

    assert (finished.returncode, finished.stderr) == (
        2,
        f"{example}: system\n  found:   lattice-service\n"
        "  allowed: website: other systems have no releases\n  mend:    name the file of a website\n",
    )


def test_a_website_that_was_not_synthesized_is_told_in_one_message(program: Program) -> None:
    finished = program("publish", EXAMPLES / "website.yaml", "site")

    assert (finished.returncode, finished.stderr) == (
        1,
        "cdktf.out/stacks/portfolio-production: nothing to publish to\n  found:   no such folder\n"
        "  allowed: the folder of a stack that has been applied\n"
        "  mend:    synthesize and apply the deployment first\n",
    )
