"""Reading a plan folder: `plan.toml` and every `realised/YEAR.toml`, with all their flaws."""

import os
import re
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from kumkm_targets.model.plan import Plan, PlanFile
from kumkm_targets.model.realised import RealisedYear
from kumkm_targets.storage.file_figures import (
    Measures,
    declared_measures,
    read_plan_figures,
    read_realised_figures,
)
from kumkm_targets.storage.flaws import Flaw
from kumkm_targets.storage.nearest import nearest
from kumkm_targets.storage.toml_file import TomlFile, os_reason, read_toml
from kumkm_targets.storage.validation import validated
from kumkm_targets.storage.workspace import PLAN_FILE, REALISED_FOLDER

_YEAR_FILE: Final = re.compile(r"[0-9]{4}\.toml")
_YEAR: Final = re.compile(r"[0-9]{4}(?:\.t\w*)?", re.IGNORECASE)
"""What a realised file is meant by, as a slip of the keyboard may leave it: 2025, 2025.tml, 2025.TOML."""
_REALISED: Final = frozenset({REALISED_FOLDER, "realisasi"})


@dataclass(frozen=True, slots=True)
class RealisedReading:
    """One realised file as read; `content` is None where too little of it is valid."""

    file: TomlFile
    content: RealisedYear | None
    flaws: tuple[Flaw, ...]


@dataclass(frozen=True, slots=True)
class PlanReading:
    """One plan folder as read. `plan` holds what is valid; `flaws` says what is not.

    measures: the units and directions of the indicators. declared: the indicator ids that the file
    declares, valid or not. strays: files among the realised ones that are called TOML but not named
    by a year, and so not read.
    """

    folder: Path
    file: TomlFile
    plan: Plan | None
    measures: Measures
    declared: frozenset[str]
    flaws: tuple[Flaw, ...]
    years: tuple[RealisedReading, ...]
    strays: tuple[Path, ...] = ()

    @property
    def id(self) -> str:
        """The plan's id: its folder's name."""
        return self.folder.name or self.folder.resolve().name  # the folder may be called “.”

    @property
    def all_flaws(self) -> tuple[Flaw, ...]:
        """The flaws of the plan file and of all realised files."""
        return (*self.flaws, *(flaw for year in self.years for flaw in year.flaws))

    @property
    def realised(self) -> dict[int, RealisedYear]:
        """The valid realised years, by year."""
        return {year.content.year: year.content for year in self.years if year.content is not None}

    @property
    def files(self) -> tuple[TomlFile, ...]:
        """Every file that was read."""
        return (self.file, *(year.file for year in self.years))

    def lines_of(self, path: Path) -> list[str]:
        """The lines of one of the files, without their ends; none for another file."""
        for file in self.files:
            if file.path == path:
                return file.lines
        return []


def read_plan(folder: Path) -> PlanReading:
    """Read the plan in `folder` with its realised files. Never raises on what they hold."""
    file = read_toml(folder / PLAN_FILE)
    data = file.data or {}
    measures, indicators = declared_measures(data), data.get("indicators")
    declared = frozenset(indicators if isinstance(indicators, dict) else ())
    paths, unreadable = _toml_files(folder / REALISED_FOLDER)
    known = measures if file.data is not None else None
    years = tuple(read_realised(path, known) for path in paths if _YEAR_FILE.fullmatch(path.name))
    content, flaws = None, [*file.flaws]
    if file.data is not None:
        figures = read_plan_figures(file.path, data, measures)
        content, departures = validated(PlanFile, file.path, data, figures.left_out)
        flaws = [*figures.flaws, *departures]
        file = replace(file, data=file.as_written()) if flaws else file
        file = replace(file, has_decimal_points=True) if figures.has_decimal_points else file
    return PlanReading(
        folder=folder,
        file=file,
        plan=_named(content, folder.name or folder.resolve().name) if content else None,
        measures=measures,
        declared=declared,
        flaws=(*flaws, *unreadable),
        years=years,
        strays=(*(path for path in paths if not _YEAR_FILE.fullmatch(path.name)), *_misplaced(folder)),
    )


def realised_path(folder: Path, year: int) -> Path:
    """Where the realised figures of `year` stand, whether there are any yet or not."""
    return folder / REALISED_FOLDER / f"{year}.toml"


def _toml_files(folder: Path) -> tuple[list[Path], list[Flaw]]:
    """What is called TOML in a folder, and what keeps the folder from being read."""
    try:
        found = [path for path in folder.iterdir() if _YEAR.fullmatch(path.name) or ".toml" in path.name.casefold()]
    except (FileNotFoundError, NotADirectoryError):
        return [], []
    except OSError as error:
        return [], [Flaw(folder, "unreadable-file", facts={"reason": os_reason(error)})]
    return sorted(path for path in found if not path.name.startswith(".")), []


def _misplaced(folder: Path) -> list[Path]:
    """Files named by a year that stand where none is read: beside plan.toml, or in a folder mistaken for `realised`."""
    found: list[Path] = []
    try:
        with os.scandir(folder) as entries:
            for entry in entries:
                if _YEAR_FILE.fullmatch(entry.name):
                    found.append(folder / entry.name)
                elif entry.name != REALISED_FOLDER and entry.is_dir() and nearest(entry.name, _REALISED):
                    place = folder / entry.name
                    found += (path for path in place.iterdir() if _YEAR_FILE.fullmatch(path.name))
    except OSError:
        return []  # what keeps the folder from being read is a flaw of plan.toml
    return sorted(found)


def read_realised(path: Path, measures: Measures | None) -> RealisedReading:
    """Read one realised file, its figures in the units that the plan file declares; None if that cannot be read."""
    return realised_in(read_toml(path), measures)


def realised_in(file: TomlFile, measures: Measures | None) -> RealisedReading:
    """The same for a file that was read before."""
    path = file.path
    if file.data is None:
        return RealisedReading(file, None, file.flaws)
    figures = read_realised_figures(path, file.data, measures)
    content, departures = validated(RealisedYear, path, file.data, figures.left_out)
    flaws = (*figures.flaws, *departures)
    if flaws:
        file = replace(file, data=file.as_written())
    if figures.has_decimal_points:
        file = replace(file, has_decimal_points=True)
    if content is not None and str(content.year) != path.stem:
        facts = {"name": path.name, "year": str(content.year)}
        flaws = (*flaws, Flaw(path, "wrong-year", ("year",), facts=facts))
        content = None  # it would stand in for the figures of another year
    return RealisedReading(file, content, flaws)


def _named(content: PlanFile, plan_id: str) -> Plan:
    return Plan.model_construct(id=plan_id, **{name: getattr(content, name) for name in PlanFile.model_fields})
