"""The plans of a workspace at two moments: revisions or days of its Git repository, or what stands there now."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final

from kumkm_targets.errors import UsageError
from kumkm_targets.messages import _
from kumkm_targets.storage.git import Blobs, Repository
from kumkm_targets.storage.past_plans import document_of, plan_files, read_blobs, touched_folders
from kumkm_targets.storage.plan_files import PlanReading, read_plan
from kumkm_targets.storage.workspace import PLAN_FILE, plan_folders

_DAY: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_BRANCHING: Final = "..."
"""Behind a revision: where the present branch left it, as in `git diff REVISION...`."""


@dataclass(frozen=True, slots=True)
class PlanVersions:
    """A plan whose files differ: as it was, None where it is new, and as it is, None where it is gone."""

    then: PlanReading | None
    now: PlanReading | None

    @property
    def id(self) -> str:
        """The plan's id now, or what it was."""
        reading = self.now or self.then
        assert reading is not None, "there is a plan on one side"
        return reading.id


def plan_versions(workspace: Path, then: str, now: str | None = None) -> list[PlanVersions]:
    """The plans that differ between two moments, by id.

    then, now: revisions or days (2026-03-01); without `now`, the files as they stand there. A plan whose folder got
    another name is one plan, not two. Raises UsageError and UnreadableError.
    """
    repository = Repository(workspace.resolve())
    first = _commit(repository, then)
    with repository.blobs() as blobs:
        before = plan_files(repository, first)
        if now is None:
            changed = touched_folders(repository, first)
            here = {f"{folder.name}/": folder for folder in plan_folders(workspace)}
            later = {name: read_plan(folder) for name, folder in here.items() if name in changed}
        else:
            after = plan_files(repository, _commit(repository, now))
            changed = {name for name in {*before, *after} if before.get(name) != after.get(name)}
            later = _read(after, changed, blobs)
        earlier = _read(before, changed, blobs)
    return sorted(_paired(earlier, later), key=lambda plan: plan.id)


def _read(files: Mapping[str, Mapping[str, str]], changed: set[str], blobs: Blobs) -> dict[str, PlanReading]:
    """The plans among the changed folders of a commit."""
    plans = {name: its_files for name, its_files in files.items() if name in changed and PLAN_FILE in its_files}
    return {name: read_blobs(name.removesuffix("/"), its_files, blobs) for name, its_files in plans.items() if name}


def _paired(earlier: dict[str, PlanReading], later: dict[str, PlanReading]) -> Iterator[PlanVersions]:
    """Each plan with itself: by its folder, and what is left by what the document is."""
    gone = {name: reading for name, reading in earlier.items() if name not in later}
    for name, reading in later.items():
        former = earlier.get(name)
        if former is None:
            document = document_of(reading)
            old = next((name for name, one in gone.items() if document and document_of(one) == document), None)
            former = gone.pop(old) if old is not None else None
        yield PlanVersions(former, reading)
    for reading in gone.values():
        yield PlanVersions(reading, None)


def _commit(repository: Repository, moment: str) -> str:
    if _DAY.fullmatch(moment):
        try:
            return repository.last_by(date.fromisoformat(moment))
        except ValueError as error:
            raise UsageError(_("“{text}” is not a date").format(text=moment), _("Write it as 2025-08-31.")) from error
    if moment.endswith(_BRANCHING):
        return repository.base(moment.removesuffix(_BRANCHING))
    return repository.commit(moment)
