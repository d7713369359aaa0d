"""Node boots and loads while Python goes on, and whoever speaks to it first waits for it.

Each test is a process of its own: Node is started once in each.
"""

import psutil

from tests.bindings.test_bindings import run

NODE = "from jsii import kernel; node = kernel.provider._process"


def test_the_import_does_not_wait_for_node() -> None:
    code = f"import constructs_lib; {NODE}; print(node._greeted, len(node._asked_ahead))"

    assert run(code).stdout.split() == ["False", "3"]


def test_what_was_asked_ahead_is_what_the_imports_ask_for() -> None:
    code = f"""
import constructs_lib
{NODE}
sent = []
write = node._process.stdin.write
node._process.stdin = type("Pipe", (), {{
    "write": lambda self, data: sent.append(data) or write(data),
    "flush": node._process.stdin.flush,
    "close": node._process.stdin.close,
    "closed": property(lambda self, pipe=node._process.stdin: pipe.closed),
}})()
import cdktf_cdktf_provider_aws.vpc
print(len(sent), len(node._asked_ahead))
"""
    assert run(code).stdout.split() == ["0", "0"]


def test_a_program_without_the_provider_hears_the_answers_that_it_asked_for() -> None:
    code = """
import constructs_lib
from cdktf import App, Fn, TerraformStack
print(TerraformStack(App(), "s").node.id, Fn.max([1, 2]) is not None)
from cdktf_cdktf_provider_aws.vpc import Vpc
print(Vpc.__name__)
"""
    assert run(code).stdout.split() == ["s", "True", "Vpc"]


def test_a_node_that_nobody_spoke_to_ends_with_the_program_and_in_silence() -> None:
    code = f"import constructs_lib; {NODE}; print(node._process.pid)"
    finished = run(code)

    assert finished.stderr == ""
    assert not psutil.pid_exists(int(finished.stdout))


def test_without_node_the_import_says_so() -> None:
    code = """
try:
    import constructs_lib
except FileNotFoundError as error:
    print(error.filename)
"""
    assert run(code, PATH="/nowhere").stdout.strip() == "node"
