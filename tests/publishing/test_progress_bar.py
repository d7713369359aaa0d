"""The progress that a person sees."""

from rich.console import Console

from publishing import Progress, progress_bar


def test_each_step_has_a_line_with_what_is_done() -> None:
    console = Console(record=True, width=100, quiet=False, file=None, force_terminal=False)
    with console.capture() as shown, progress_bar(console) as told:
        for done in range(4):
            told(Progress("upload", done, 3))
        told(Progress("replicate to us-west-2", 2, 3))
    lines = [line.split() for line in shown.get().splitlines() if line.strip()]
    assert [(line[0], line[-2]) for line in lines] == [("upload", "3/3"), ("replicate", "2/3")]


def test_nothing_is_shown_of_what_never_began() -> None:
    console = Console(width=100, force_terminal=False)
    with console.capture() as shown, progress_bar(console):
        pass
    assert shown.get().strip() == ""
