"""Checking many plan folders: one after the other, or spread over the cores; one by one they come out."""

import multiprocessing
import os
import signal
import sys
import threading
from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Final

from kumkm_targets.checks.checked_plan import CheckedPlan
from kumkm_targets.checks.document.identity_rules import Identity, identity_of, same_identity
from kumkm_targets.checks.engine import check_plan, in_order, located
from kumkm_targets.checks.history.history_rules import check_removal
from kumkm_targets.checks.rule import Finding
from kumkm_targets.messages import current_language, use_language
from kumkm_targets.storage.plan_files import PlanReading, read_plan
from kumkm_targets.storage.toml_file import read_toml

if TYPE_CHECKING:
    from multiprocessing.process import BaseProcess

SERIAL_UP_TO: Final = 100
"""Plan folders up to which starting processes takes longer than they save."""

_BATCH: Final = 24
# The batches for each process that wait or are under way. All at once would fill the memory where a report is slow.
_AHEAD: Final = 3


@dataclass(frozen=True, slots=True)
class Task:
    """What is asked of a check.

    today: the day it is. codes: of the rules to report. then: what plans held at an earlier revision.
    beside: plans of the workspace that are not checked, but that others may repeat.
    """

    today: date
    codes: frozenset[str]
    then: Mapping[Path, PlanReading] = field(default_factory=dict)
    beside: Sequence[Path] = ()


_Seen = tuple[CheckedPlan, Identity | None]


def check_folders(folders: Sequence[Path], task: Task, processes: int) -> Iterator[CheckedPlan]:
    """Check the plans in `folders`, in that order. Nothing is kept of a plan but what tells it from others."""
    documents: dict[tuple[str, ...], Identity] = {}
    for other in task.beside:
        if beside := identity_of(read_plan(other)):
            documents.setdefault(beside.document, beside)
    for plan, identity in _seen(folders, task, processes):
        twin = same_identity(identity, documents) if identity else None
        yield _with(plan, twin) if twin and twin.rule.code in task.codes else plan


def _seen(folders: Sequence[Path], task: Task, processes: int) -> Iterator[_Seen]:
    done = 0
    if processes > 1 and len(folders) > SERIAL_UP_TO and not task.then:
        try:
            for seen in _spread(folders, task, processes):
                done += 1
                yield seen
        except (BrokenProcessPool, OSError):
            pass  # no processes here, or one was ended: this one does the rest
    for folder in islice(folders, done, None):
        yield _look(folder, task)


def _spread(folders: Sequence[Path], task: Task, processes: int) -> Iterator[_Seen]:
    """The same over several processes, in order. Leaving early leaves at once."""
    # A fork has everything loaded; macOS and Windows cannot do it safely or at all.
    context = multiprocessing.get_context("fork" if sys.platform == "linux" else "spawn")
    others = multiprocessing.active_children()
    pool = ProcessPoolExecutor(processes, context, _begin, (current_language(),))
    batches = (folders[first : first + _BATCH] for first in range(0, len(folders), _BATCH))
    try:
        with _undisturbed():
            ahead = deque(pool.submit(_look_at_all, batch, task) for batch in islice(batches, _AHEAD * processes))
        while ahead:
            yield from ahead.popleft().result()
            ahead.extend(pool.submit(_look_at_all, batch, task) for batch in islice(batches, 1))
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


def findings_on(reading: PlanReading, task: Task) -> list[Finding]:
    """The findings on one plan that the task asks for."""
    found = check_plan(reading, task.today, task.then.get(reading.folder))
    return [finding for finding in found if finding.rule.code in task.codes]


def removed(then: PlanReading, folder: Path, codes: frozenset[str]) -> CheckedPlan:
    """A plan that is no more, with what is wrong about that."""
    found = (finding for finding in check_removal(then, folder) if finding.rule.code in codes)
    return CheckedPlan(folder, files=(), findings=tuple(found))


def _look_at_all(folders: Sequence[Path], task: Task) -> list[_Seen]:
    return [_look(folder, task) for folder in folders]


def _look(folder: Path, task: Task) -> _Seen:
    reading = read_plan(folder)
    return CheckedPlan.of(reading, findings_on(reading, task)), identity_of(reading)


def _with(plan: CheckedPlan, twin: Finding) -> CheckedPlan:
    """`plan` with a finding that only shows beside another plan."""
    files = {path: read_toml(path) for path in (twin.file, *(other.file for other in twin.related))}
    findings = in_order((*plan.findings, *located((twin,), files.values())))
    lines = {path: file.lines for path, file in files.items()}
    return replace(plan, findings=tuple(findings), lines={**plan.lines, **lines})
