"""Several calls of AWS at once, but not too many."""

from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor, as_completed
from typing import TypeVar

Item = TypeVar("Item")
Result = TypeVar("Result")

AT_ONCE = 8
"""Under the ten connections that a boto3 client keeps."""


def each(
    items: Iterable[Item], work: Callable[[Item], Result], done: Callable[[int], None] = lambda _count: None
) -> dict[Item, Result]:
    """The result for each item. The first failure, or Ctrl-C, ends it: what has not begun is not begun."""
    pool = ThreadPoolExecutor(AT_ONCE)
    try:
        futures = {pool.submit(work, item): item for item in items}
        results = {}
        for count, future in enumerate(as_completed(futures), start=1):
            results[futures[future]] = future.result()
            done(count)
        return results
    finally:
        pool.shutdown(cancel_futures=True)
