"""How far a long run is: a bar on standard error, on a terminal, once it takes longer than a moment."""

import os
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, Final, TypeVar

if TYPE_CHECKING:
    from rich.progress import Progress

T = TypeVar("T")

_MOMENT: Final = 0.5
_CANNOT_ERASE: Final = ("dumb", "unknown")


def with_progress(items: Iterable[T], total: int, prints: Callable[[T], bool]) -> Iterator[T]:
    """The items as they come, with a bar that is out of the way while an item that `prints` is dealt with."""
    if not sys.stderr.isatty() or os.environ.get("TERM") in _CANNOT_ERASE:
        yield from items
        return
    begun = time.monotonic()
    bar: Progress | None = None
    try:
        for done, item in enumerate(items, start=1):
            if bar is None and time.monotonic() - begun > _MOMENT:
                bar = _bar(total)
            if bar is not None:
                bar.update(bar.task_ids[0], completed=done)
            if bar is not None and sys.stdout.isatty() and prints(item):
                bar.stop()
                yield item
                bar.start()
            else:
                yield item
    finally:
        if bar is not None:
            bar.stop()


def _bar(total: int) -> "Progress":
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TimeRemainingColumn

    console = Console(stderr=True)
    columns = (BarColumn(bar_width=None), MofNCompleteColumn(), TimeRemainingColumn())
    bar = Progress(*columns, console=console, transient=True, redirect_stdout=False, redirect_stderr=False)
    bar.add_task("", total=total)
    bar.start()
    return bar
