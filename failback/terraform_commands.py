"""The commands that bring Terraform in line, with the guard before every apply."""

from collections.abc import Iterator, Sequence

from failback.pair import Pair
from failback.step import command

FILE = "<this file>"


def in_stack(pair: Pair, *words: str) -> str:
    """A Terraform command in the stack's folder."""
    return command("terraform", f"-chdir={folder(pair)}", *words)


def folder(pair: Pair) -> str:
    """Where the stack is synthesized to."""
    return f"cdktf.out/stacks/{pair.stack}"


def adopt(pair: Pair, story: str, *addresses: str) -> Iterator[str]:
    """Synthesize, write the blocks, and forget the database that is at these addresses now."""
    yield f"python main.py synth {FILE}"
    yield f"python main.py failback {FILE} --story {story} --write {folder(pair)}/failback.tf"
    yield in_stack(pair, "init")
    yield forget(pair, *addresses)


def forget(pair: Pair, *addresses: str) -> str:
    """The command after which Terraform's state has nothing at the addresses; AWS keeps what was there."""
    return in_stack(pair, "state", "rm", *addresses)


def synthesized(pair: Pair) -> Iterator[str]:
    """The stack as the file says it, ready to be planned."""
    yield f"python main.py synth {FILE}"
    yield in_stack(pair, "init")


def guarded_apply(pair: Pair, *, guard: str = "", targets: Sequence[str] = ()) -> Iterator[str]:
    """Plan, let the guard look, apply just that plan."""
    yield in_stack(pair, "plan", "-out=failback.tfplan", *(f"-target={each}" for each in targets))
    yield f"{in_stack(pair, 'show', '-json', 'failback.tfplan')} > failback.json"
    yield f"python main.py guard failback.json{guard}"
    yield in_stack(pair, "apply", "failback.tfplan")


def without_blocks(pair: Pair) -> Iterator[str]:
    """Away with the blocks: they hold for one apply."""
    yield command("rm", f"{folder(pair)}/failback.tf")


def without_plan(pair: Pair) -> Iterator[str]:
    """Away with the plan, which holds secrets."""
    yield command("rm", f"{folder(pair)}/failback.tfplan", "failback.json")


def clean_plan(pair: Pair) -> str:
    """The command that fails where anything is left to do."""
    return in_stack(pair, "plan", "-detailed-exitcode")


def clean(pair: Pair) -> Iterator[str]:
    """Away with the plan; and nothing is left to do."""
    yield from without_plan(pair)
    yield clean_plan(pair)
