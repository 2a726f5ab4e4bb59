"""Merging the three versions of a realised file that Git hands to a merge driver."""

import subprocess
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Final, Literal

from kumkm_targets.errors import UnreadableError
from kumkm_targets.messages import _
from kumkm_targets.model.merging import Conflict, merged_year
from kumkm_targets.storage.atomic import replace_file
from kumkm_targets.storage.file_figures import Measures, declared_measures
from kumkm_targets.storage.git import git_program
from kumkm_targets.storage.merged_text import merged_text
from kumkm_targets.storage.places import Places
from kumkm_targets.storage.plan_files import RealisedReading, realised_in
from kumkm_targets.storage.toml_file import read_toml
from kumkm_targets.storage.workspace import PLAN_FILE

Side = Literal["base", "ours", "theirs"]
_MOST_CONFLICTS: Final = 127
"""What `git merge-file` answers with at the most; above that it could not merge."""


@dataclass(frozen=True, slots=True)
class MergeOutcome:
    """What became of a merge.

    conflicts: what is left to decide by hand. unfit: the side that has no place in a merge by figure, so that Git has
    merged the lines; then `is_clean` says whether that went without conflict.
    """

    conflicts: tuple[Conflict, ...] = ()
    unfit: Side | None = None
    is_clean: bool = True


def merge_realised(base: Path, ours: Path, theirs: Path, path: Path) -> MergeOutcome:
    """Merge `ours` and `theirs`, whose common ancestor is `base`, into `ours`; `path` is where the file belongs.

    Figures written as text are read in the units of the plan.toml beside `path`. A side that is not a valid realised
    file, or holds a person's comment, leaves the merge to Git's own, by lines. Raises NotWrittenError, and
    UnreadableError where Git cannot merge the lines either; then `ours` is untouched.
    """
    plan = read_toml(path.parent.parent / PLAN_FILE).data or {}
    measures = {name: measure for name, measure in declared_measures(plan).items() if measure.is_known}
    readings: dict[Side, RealisedReading | None] = {
        "base": None if _is_blank(base) else _read(base, path, measures),
        "ours": _read(ours, path, measures),
        "theirs": _read(theirs, path, measures),
    }
    for side, reading in readings.items():
        if reading is not None and (reading.content is None or _holds_comments(reading, side)):
            return MergeOutcome(unfit=side, is_clean=_merge_lines(base, ours, theirs))
    before, our, their = (reading.content if reading is not None else None for reading in readings.values())
    assert our is not None
    assert their is not None
    merged = merged_year(before, our, their)
    replace_file(ours, merged_text(merged, _order(plan)))
    return MergeOutcome(merged.conflicts, is_clean=not merged.conflicts)


def _read(version: Path, path: Path, measures: Measures) -> RealisedReading:
    """One version of the file, read as if it stood at `path`; without content where anything is wrong with it."""
    reading = realised_in(replace(read_toml(version), path=path), measures)
    return replace(reading, content=None) if reading.flaws else reading


def _holds_comments(reading: RealisedReading, side: Side) -> bool:
    """Whether a side that goes on holds what the canonical form has no place for."""
    return side != "base" and bool(Places(reading.file.text).comments)


def _is_blank(base: Path) -> bool:
    """Whether there is no common ancestor: both sides have made the file."""
    return base.is_file() and not base.read_bytes().strip()


def _order(plan: Mapping[str, Any]) -> tuple[str, ...]:
    """The ids of indicators and programmes in the order of the plan."""
    tables = (plan.get("indicators"), plan.get("programmes"))
    return tuple(name for table in tables if isinstance(table, dict) for name in table)


def _merge_lines(base: Path, ours: Path, theirs: Path) -> bool:
    """Let Git merge the lines into `ours`, as it does without a driver. Returns whether there was no conflict."""
    labels = [word for label in ("ours", "base", "theirs") for word in ("-L", label)]
    done = subprocess.run(  # noqa: S603 - a list and no shell
        [git_program(), "merge-file", *labels, "--", str(ours), str(base), str(theirs)],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        check=False,
    )
    if done.returncode > _MOST_CONFLICTS or done.returncode < 0:
        reason = done.stderr.decode("utf-8", "replace").partition("\n")[0].removeprefix("error: ")
        raise UnreadableError(
            _("Git cannot merge the lines either: {reason}").format(reason=reason),
            _("Our side stands there unchanged; `git checkout --theirs` brings the other."),
        )
    return done.returncode == 0
