"""The Python API: a plan from its folder, and its appraisal, in the objects that the commands use."""

from pathlib import Path
from typing import NamedTuple

from kumkm_targets.checks.engine import format_findings
from kumkm_targets.errors import UnreadableError
from kumkm_targets.evaluation.appraisal import appraise
from kumkm_targets.messages import _
from kumkm_targets.model.plan import Plan
from kumkm_targets.model.realised import RealisedYear
from kumkm_targets.storage.plan_files import read_plan

__all__ = ["LoadedPlan", "appraise", "load_plan"]

_SHOWN: int = 5


class LoadedPlan(NamedTuple):
    """A plan and its realised years, by year."""

    plan: Plan
    realised: dict[int, RealisedYear]


def load_plan(folder: str | Path) -> LoadedPlan:
    """Read the plan in `folder`: its `plan.toml` and every `realised/YEAR.toml`.

    Raises UnreadableError, which names the first faults with line and column, where a file cannot
    be read or departs from the format. What is well-formed and doubtful is for `kumkm check`.
    """
    reading = read_plan(Path(folder))
    if reading.plan is not None and not reading.all_flaws:
        return LoadedPlan(reading.plan, reading.realised)
    faults = [f"{one.file}:{one.place.line}:{one.place.column}: {one.message}" for one in format_findings(reading)]
    raise UnreadableError("\n".join((_("{plan} is not a valid plan").format(plan=reading.id), *faults[:_SHOWN])))
