"""Plan folders as Git remembers them: which have changed since a revision, and what they held then."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from kumkm_targets.storage.atomic import LOCK_FILE
from kumkm_targets.storage.git import Blobs, Repository
from kumkm_targets.storage.plan_files import PlanReading, read_plan
from kumkm_targets.storage.workspace import PLAN_FILE, REALISED_FOLDER

_PATH: Final = re.compile(rf"([^/]+/|)({re.escape(PLAN_FILE)}|{REALISED_FOLDER}/[0-9]{{4}}\.toml)")


@dataclass(frozen=True, slots=True)
class ChangedPlan:
    """A plan folder that is not what it was at a revision.

    folder: as it is called now, or was called where it is gone. blobs: its files of then, by their
    path in the folder; none where the plan is new.
    """

    folder: Path
    repository: Repository
    blobs: Mapping[str, str] = field(default_factory=dict)

    @property
    def is_gone(self) -> bool:
        """Whether there is no plan any more."""
        return not (self.folder / PLAN_FILE).exists()


def changed_plans(folders: Iterable[Path], workspaces: Iterable[Path], revision: str) -> list[ChangedPlan]:
    """The plans that are not what they were when the present branch left `revision`.

    Of `folders`, which are plans, those in which any file changed, committed or not; then the plans
    that `workspaces` have lost. A plan whose folder got another name is one changed plan, not two.
    Raises UsageError and UnreadableError.
    """
    asked: dict[Path, dict[str, Path]] = {}
    for folder in folders:
        place = folder.resolve()
        is_top = (place / ".git").exists()
        root, prefix = (place, "") if is_top else (place.parent, f"{place.name}/")
        asked.setdefault(root, {})[prefix] = folder
    named = {workspace.resolve(): workspace for workspace in workspaces}
    found: list[ChangedPlan] = []
    for root in dict.fromkeys((*asked, *named)):
        found += _changed_in(Repository(root), named.get(root), asked.get(root, {}), revision)
    return found


def past_plans(changed: Iterable[ChangedPlan]) -> Iterator[tuple[ChangedPlan, PlanReading | None]]:
    """Each changed plan with what it was, None where it is new. The paths of that reading lead nowhere.

    Raises UnreadableError.
    """
    for repository, plans in groupby(changed, key=lambda plan: plan.repository):
        with repository.blobs() as blobs:
            for plan in plans:
                yield plan, read_blobs(plan.folder.name, plan.blobs, blobs) if plan.blobs else None


def _changed_in(
    repository: Repository, workspace: Path | None, folders: Mapping[str, Path], revision: str
) -> Iterator[ChangedPlan]:
    """The changed plans below one folder; `folders` by the start of their files' paths."""
    base = repository.base(revision)
    touched = touched_folders(repository, base)
    past = plan_files(repository, base)
    changed = [
        ChangedPlan(folder, repository, past.get(prefix, {}))
        for prefix, folder in folders.items()
        if prefix in touched or (touched and not prefix)
    ]
    lost = [
        ChangedPlan(workspace / prefix, repository, files)
        for prefix, files in past.items()
        if workspace is not None and prefix in touched and PLAN_FILE in files
    ]
    yield from _renamed(changed, [plan for plan in lost if plan.is_gone])


def plan_files(repository: Repository, commit: str) -> dict[str, dict[str, str]]:
    """The blobs of the plan files that `commit` has, by folder (its name with a slash) and path in it."""
    found: dict[str, dict[str, str]] = {}
    for path, blob in repository.files(commit).items():
        if named := _PATH.fullmatch(path):
            found.setdefault(named[1], {})[named[2]] = blob
    return found


def touched_folders(repository: Repository, commit: str) -> set[str]:
    """The folders (with a slash) in which any file is not as in `commit`; an empty name for files at the top."""
    return {_top(path) for path in repository.changed(commit) if not path.endswith(LOCK_FILE)}


def _top(path: str) -> str:
    """The first folder of a path, with its slash; nothing for a file at the top."""
    folder, slash, _rest = path.partition("/")
    return folder + slash if slash else ""


def _renamed(changed: Sequence[ChangedPlan], gone: Sequence[ChangedPlan]) -> Iterator[ChangedPlan]:
    """The same plans, but a new one that is the document of one that is gone has its past."""
    left = [(plan, document_of(reading)) for plan, reading in past_plans(gone)]
    for plan in changed:
        document = document_of(read_plan(plan.folder)) if left and not plan.blobs else None
        former = next((pair for pair in left if document and pair[1] == document), None)
        if former:
            left.remove(former)
        yield replace(plan, blobs=former[0].blobs) if former else plan
    for plan, _its_document in left:
        yield plan


def document_of(reading: PlanReading | None) -> tuple[object, ...]:
    """What tells a plan from another, whatever their folders are called; empty where it cannot be read."""
    if reading is None or reading.plan is None:
        return ()
    header = reading.plan.header
    return header.title, header.kind, header.region.code, header.period


def read_blobs(name: str, files: Mapping[str, str], blobs: Blobs) -> PlanReading:
    """The old files of the plan `name`, put into a folder for the time it takes to read them like any others."""
    with TemporaryDirectory(prefix="kumkm-") as temporary:
        folder = Path(temporary, name or "plan")
        for path, blob in files.items():
            file = folder / path
            file.parent.mkdir(parents=True, exist_ok=True)
            blobs.copy(blob, file)
        return read_plan(folder)
