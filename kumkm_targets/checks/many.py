"""Checking many plan folders: one after the other, or spread over the cores; one by one they come out."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import partial
from pathlib import Path
from typing import Final

from kumkm_targets.checks.checked_plan import CheckedPlan
from kumkm_targets.checks.document.identity_rules import Identity, identity_of, same_identity
from kumkm_targets.checks.engine import check_plan, in_order, located
from kumkm_targets.checks.history.history_rules import check_removal
from kumkm_targets.checks.rule import Finding
from kumkm_targets.spreading import spread
from kumkm_targets.storage.plan_files import PlanReading, read_plan
from kumkm_targets.storage.toml_file import read_toml

SERIAL_UP_TO: Final = 100
"""Plan folders up to which starting processes takes longer than they save."""

_BATCH: Final = 24


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
    pays = len(folders) > SERIAL_UP_TO and not task.then
    return spread(folders, partial(_look_at_all, task=task), processes if pays else 1, _BATCH)


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
