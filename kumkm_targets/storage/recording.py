"""Changing one realised file under the lock of its plan."""

from collections.abc import Callable
from pathlib import Path

from kumkm_targets.errors import NotWrittenError, RefusedError, UnreadableError
from kumkm_targets.messages import _
from kumkm_targets.model.fields import FORMAT
from kumkm_targets.model.realised import RealisedYear
from kumkm_targets.storage.atomic import locked, replace_file
from kumkm_targets.storage.canonical import canonical_text
from kumkm_targets.storage.places import Places
from kumkm_targets.storage.plan_files import PlanReading, read_realised, realised_path
from kumkm_targets.storage.workspace import PLAN_FILE

Change = Callable[[RealisedYear], RealisedYear]


def update_realised(reading: PlanReading, year: int, change: Change) -> bool:
    """Apply `change` to what is on disk for `year`, and write the result. False if nothing changed.

    The file is read anew under the lock, so that what another process has recorded meanwhile is
    kept. Raises UnreadableError, RefusedError (also whatever `change` refuses) and NotWrittenError.
    """
    path = realised_path(reading.folder, year)
    if not path.resolve().is_relative_to(reading.folder.resolve()):
        raise RefusedError(
            _("{path} leads out of the plan's folder").format(path=path), _("Put the file itself there, not a link.")
        )
    refuse_vanished(reading.folder)
    with locked(reading.folder):
        refuse_vanished(reading.folder)  # the lock makes a folder where there is none
        before = _current(reading, path, year)
        after = change(before)
        if after == before and path.exists():
            return False
        order = (*reading.plan.indicators, *reading.plan.programmes) if reading.plan else ()
        replace_file(path, canonical_text(after, order))
        return True


def refuse_vanished(folder: Path) -> None:
    """Raises NotWrittenError where the plan is gone since it was read: a share that was cut off, a folder renamed.

    A new file would be made in its place otherwise, without all that was recorded before.
    """
    if not (folder / PLAN_FILE).is_file():
        raise NotWrittenError(
            _("the folder {folder} is gone").format(folder=folder),
            _("Look whether the disk or share is connected and the folder still has its name. Nothing was written."),
        )


def _current(reading: PlanReading, path: Path, year: int) -> RealisedYear:
    if not path.exists():
        return RealisedYear(format=FORMAT, year=year)
    found = read_realised(path, reading.measures)
    if found.content is None or found.flaws or found.content.year != year:
        raise UnreadableError(
            _("{path} is not a valid realised file").format(path=path),
            _("`kumkm check` shows what is wrong with it."),
        )
    comments = Places(found.file.text).comments
    if comments:
        line = found.file.text.count("\n", 0, comments[0]) + 1
        raise RefusedError(
            _("{path} holds a comment at line {line}, which recording would lose").format(path=path, line=line),
            _('Move it into a `note = "…"` of the figure, then record again.'),
        )
    return found.content
