"""Work on many things, spread over the cores: in order, in batches, and done all the same where that fails."""

import multiprocessing
import os
import signal
import sys
import threading
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from itertools import islice
from typing import TYPE_CHECKING, Final, TypeVar

from kumkm_targets.messages import current_language, use_language

if TYPE_CHECKING:
    from multiprocessing.process import BaseProcess

T = TypeVar("T")
R = TypeVar("R")

# The batches for each process that wait or are under way. All at once would fill the memory where a report is slow.
_AHEAD: Final = 3


def spread(items: Sequence[T], work: Callable[[Sequence[T]], Sequence[R]], processes: int, batch: int) -> Iterator[R]:
    """What `work` makes of the items, in their order, one by one as it is made.

    work: one result for each item of a batch; with more than one process, something that can be pickled, and so are
    the results. Where processes cannot be started, or one was ended, this one does the rest.
    """
    done = 0
    if processes > 1:
        try:
            for result in _spread(items, work, processes, batch):
                done += 1
                yield result
        except (BrokenProcessPool, OSError):
            pass
    for place in range(done, len(items)):
        yield from work(items[place : place + 1])


def _spread(items: Sequence[T], work: Callable[[Sequence[T]], Sequence[R]], processes: int, batch: int) -> Iterator[R]:
    """The same over several processes, in order. Leaving early leaves at once."""
    # A fork has everything loaded; macOS and Windows cannot do it safely or at all.
    context = multiprocessing.get_context("fork" if sys.platform == "linux" else "spawn")
    others = multiprocessing.active_children()
    pool = ProcessPoolExecutor(processes, context, _begin, (current_language(),))
    batches = (items[first : first + batch] for first in range(0, len(items), batch))
    try:
        with _undisturbed():
            ahead = deque(pool.submit(work, part) for part in islice(batches, _AHEAD * processes))
        while ahead:
            yield from ahead.popleft().result()
            ahead.extend(pool.submit(work, part) for part in islice(batches, 1))
    finally:  # workers are not asked to end: one that was killed may hold the lock that the others wait for
        for worker in multiprocessing.active_children():
            if worker not in others:
                worker.terminate()
        pool.shutdown(wait=True, cancel_futures=True)


@contextmanager
def _undisturbed() -> Iterator[None]:
    """Ctrl-C waits while processes are started: in the midst of a fork it would be lost."""
    if sys.platform == "win32":
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _begin(language: str) -> None:
    """A worker speaks the language in force, leaves Ctrl-C to its parent, and ends when that does."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with, args=(multiprocessing.parent_process(),), daemon=True).start()
    use_language(language)


def _end_with(parent: "BaseProcess") -> None:
    """Else a worker whose parent was killed would wait for work for ever."""
    parent.join()
    os._exit(1)
