"""Progress as a person sees it: a bar for each step."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from publishing.progress import Progress, Told

if TYPE_CHECKING:
    from rich.console import Console


@contextmanager
def progress_bar(console: "Console") -> Iterator[Told]:
    """Shows what the function that it gives is told; without a terminal, the last state of each step."""
    from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeElapsedColumn
    from rich.progress import Progress as Bars

    columns = (TextColumn("{task.description:<26}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Bars(*columns, console=console) as bars:
        tasks = {}

        def told(progress: Progress) -> None:
            if progress.step not in tasks:
                tasks[progress.step] = bars.add_task(progress.step, total=progress.total)
            bars.update(tasks[progress.step], completed=progress.done)

        yield told
