"""Reading a plan folder: `plan.toml` and every `realised/YEAR.toml`, with all their flaws."""

import copy
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from kumkm_targets.model.plan import Plan, PlanFile
from kumkm_targets.model.realised import RealisedYear
from kumkm_targets.storage.file_figures import read_plan_figures, read_realised_figures
from kumkm_targets.storage.flaws import Flaw
from kumkm_targets.storage.toml_file import TomlFile, os_reason, read_toml
from kumkm_targets.storage.validation import validated
from kumkm_targets.storage.workspace import PLAN_FILE, REALISED_FOLDER

_YEAR_FILE: Final = re.compile(r"[0-9]{4}\.toml")


@dataclass(frozen=True, slots=True)
class RealisedReading:
    """One realised file as read; `content` is None where too little of it is valid."""

    file: TomlFile
    content: RealisedYear | None
    flaws: tuple[Flaw, ...]


@dataclass(frozen=True, slots=True)
class PlanReading:
    """One plan folder as read. `plan` holds what is valid; `flaws` says what is not.

    declared: the indicator ids that the file declares, valid or not. strays: files among the
    realised ones that are called TOML but not named by a year, and so not read.
    """

    folder: Path
    file: TomlFile
    plan: Plan | None
    declared: frozenset[str]
    flaws: tuple[Flaw, ...]
    years: tuple[RealisedReading, ...]
    strays: tuple[Path, ...] = ()

    @property
    def id(self) -> str:
        """The plan's id: its folder's name."""
        return self.folder.name

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
                return [line.removesuffix("\r") for line in file.text.split("\n")]
        return []


def read_plan(folder: Path) -> PlanReading:
    """Read the plan in `folder` with its realised files. Never raises on what they hold."""
    file = read_toml(folder / PLAN_FILE)
    data: dict[str, Any] = copy.deepcopy(file.data) if file.data is not None else {}
    plan, flaws = _plan(file, data, folder.name) if file.data is not None else (None, [])
    source: Mapping[str, Any] = file.data or {}
    indicators = source.get("indicators")
    paths, unreadable = _toml_files(folder / REALISED_FOLDER)
    return PlanReading(
        folder=folder,
        file=file,
        plan=plan,
        declared=frozenset(indicators if isinstance(indicators, dict) else ()),
        flaws=(*file.flaws, *flaws, *unreadable),
        years=tuple(read_realised(path, source) for path in paths if _YEAR_FILE.fullmatch(path.name)),
        strays=tuple(path for path in paths if not _YEAR_FILE.fullmatch(path.name)),
    )


def realised_path(folder: Path, year: int) -> Path:
    """Where the realised figures of `year` stand, whether there are any yet or not."""
    return folder / REALISED_FOLDER / f"{year}.toml"


def _toml_files(folder: Path) -> tuple[list[Path], list[Flaw]]:
    """What is called TOML in a folder, and what keeps the folder from being read."""
    try:
        found = [path for path in folder.iterdir() if ".toml" in path.name and not path.name.startswith(".")]
    except (FileNotFoundError, NotADirectoryError):
        return [], []
    except OSError as error:
        return [], [Flaw(folder, "unreadable-file", facts={"reason": os_reason(error)})]
    return sorted(found), []


def read_realised(path: Path, plan_data: Mapping[str, Any]) -> RealisedReading:
    """Read one realised file, its figures in the units that the parsed plan file declares."""
    file = read_toml(path)
    if file.data is None:
        return RealisedReading(file, None, file.flaws)
    data = copy.deepcopy(file.data)
    unreadable, left_out = read_realised_figures(path, data, plan_data)
    content, flaws = validated(RealisedYear, path, data, left_out)
    if content is not None and str(content.year) != path.stem:
        flaws.append(Flaw(path, "wrong-year", ("year",), facts={"name": path.name, "year": str(content.year)}))
        content = None  # it would stand in for the figures of another year
    return RealisedReading(file, content, (*unreadable, *flaws))


def _plan(file: TomlFile, data: dict[str, Any], plan_id: str) -> tuple[Plan | None, list[Flaw]]:
    unreadable, left_out = read_plan_figures(file.path, data)
    content, flaws = validated(PlanFile, file.path, data, left_out)
    plan = None
    if content is not None:
        fields = {name: getattr(content, name) for name in PlanFile.model_fields}
        plan = Plan.model_construct(id=plan_id, **fields)
    return plan, [*unreadable, *flaws]
