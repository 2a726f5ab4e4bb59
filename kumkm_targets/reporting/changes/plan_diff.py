"""What is told of one plan between two moments."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal

from kumkm_targets.evaluation.changes.change import PlanState
from kumkm_targets.evaluation.changes.comparison import PlanComparison, compared
from kumkm_targets.model.plan import Plan
from kumkm_targets.storage.plan_files import PlanReading
from kumkm_targets.storage.plan_versions import PlanVersions

Fate = Literal["added", "removed", "renamed", "changed", "unreadable_then", "unreadable_now"]
"""What became of a plan. unreadable: its files of then or now are not a valid plan, and nothing can be compared."""


@dataclass(frozen=True, slots=True)
class PlanDiff:
    """A plan and what became of it; former: the id of a plan whose folder was renamed.

    plan: as it is now, as it was where it is gone; None where it cannot be read. years: with figures.
    """

    id: str
    fate: Fate
    plan: Plan | None = None
    former: str | None = None
    years: tuple[int, ...] = ()
    comparison: PlanComparison | None = None


def plan_diffs(versions: Iterable[PlanVersions], today: date) -> Iterator[PlanDiff]:
    """What became of each plan; those of which nothing changed but the form of a file are left out."""
    for one in versions:
        broken = next((fate for fate, reading in _sides(one) if not _is_valid(reading)), None)
        if broken is not None:
            yield PlanDiff(one.id, broken)
        elif one.then is None or one.now is None:
            yield _alone(one)
        elif one.then.plan is not None and one.now.plan is not None:
            then, now = (PlanState(side.plan, side.realised) for side in (one.then, one.now) if side.plan)
            comparison = compared(then, now, today)
            former = one.then.id if one.then.id != one.id else None
            if comparison.changes or former:
                yield PlanDiff(one.id, "renamed" if former else "changed", now.plan, former, comparison=comparison)


def _sides(one: PlanVersions) -> Iterator[tuple[Fate, PlanReading]]:
    if one.now is not None:
        yield "unreadable_now", one.now
    if one.then is not None:
        yield "unreadable_then", one.then


def _is_valid(reading: PlanReading) -> bool:
    return reading.plan is not None and not reading.all_flaws


def _alone(one: PlanVersions) -> PlanDiff:
    reading = one.now or one.then
    assert reading is not None, "there is a plan on one side"
    years = tuple(sorted(year for year, content in reading.realised.items() if content.figures))
    return PlanDiff(one.id, "added" if one.then is None else "removed", reading.plan, years=years)
