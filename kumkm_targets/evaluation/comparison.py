"""Comparison of one indicator over plans and regions: what is measured alike is ranked together."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from kumkm_targets.evaluation.appraisal import Appraisal, appraise, latest_year
from kumkm_targets.evaluation.commensurable import measured_in
from kumkm_targets.evaluation.row import Row
from kumkm_targets.evaluation.series import Series
from kumkm_targets.model.fields import Better, Formula
from kumkm_targets.model.plan import Plan
from kumkm_targets.model.realised import RealisedYear

PlanYears = tuple[Plan, Mapping[int, RealisedYear]]
"""A plan with its realised years."""


@dataclass(frozen=True, slots=True)
class Place:
    """One plan's indicator in its year. rank: 1 is the highest achievement; None where there is none."""

    appraisal: Appraisal
    row: Row
    rank: int | None

    @property
    def plan(self) -> Plan:
        """The plan that declares the indicator."""
        return self.appraisal.plan


@dataclass(frozen=True, slots=True)
class Ranking:
    """Places that are measured alike: unit, direction and achievement formula agree.

    reference: set only where the compared indicators differ in it. places: by rank, those without
    achievement last.
    """

    unit: str
    better: Better | None
    formula: Formula | None
    reference: str | None
    places: tuple[Place, ...]

    @property
    def ranked(self) -> tuple[Place, ...]:
        """The places that have a rank, the best first."""
        return tuple(place for place in self.places if place.rank is not None)

    @property
    def best(self) -> tuple[Place, ...]:
        """All places of the highest achievement."""
        return tuple(place for place in self.places if place.rank == 1)

    @property
    def lowest(self) -> tuple[Place, ...]:
        """All places of the lowest achievement."""
        ranked = self.ranked
        return tuple(place for place in ranked if place.rank == ranked[-1].rank)


@dataclass(frozen=True, slots=True)
class Comparison:
    """The rankings of an indicator, the one with most ranks first.

    name: the id or reference that was asked for. year: the same for all; None: each plan's own.
    retired: the plans, and their indicators, whose indicator had its last year before.
    """

    name: str
    year: int | None
    rankings: tuple[Ranking, ...]
    retired: tuple[tuple[Plan, str], ...]

    @property
    def places(self) -> tuple[Place, ...]:
        """The places of all rankings."""
        return tuple(place for ranking in self.rankings for place in ranking.places)


def compare(name: str, plans: Sequence[PlanYears], year: int | None, today: date) -> Comparison:
    """Compare the indicators that `name` stands for, in `year`, or each in its latest year with a figure.

    name: an indicator id, or a `reference`. The id stands for indicators of other ids too, where
    they have the reference of one that has the id.
    """
    references = _references(name, (plan for plan, _realised in plans))
    found = [
        (plan, realised, indicator_id, year or _latest(plan, realised, indicator_id, today))
        for plan, realised in plans
        for indicator_id, indicator in plan.indicators.items()
        if indicator_id == name or indicator.reference in references
    ]
    alike: dict[tuple[str, Better | None, Formula | None, str | None], list[tuple[Appraisal, Row]]] = {}
    retired = []
    for plan, realised, indicator_id, its_year in found:
        appraisal = appraise(plan, realised, its_year, today)
        row = next((row for row in appraisal.rows if row.id == indicator_id), None)
        if row is None:
            retired.append((plan, indicator_id))
        else:
            of = row.indicator
            reference = of.reference if len(references) > 1 else None
            key = measured_in(of.measure), of.better, of.formula_in_force, reference
            alike.setdefault(key, []).append((appraisal, row))
    rankings = [_ranking(same, reference) for (*_measure, reference), same in alike.items()]
    rankings.sort(key=lambda ranking: (-len(ranking.ranked), -len(ranking.places)))
    return Comparison(name, year, tuple(rankings), tuple(retired))


def names_of(plans: Iterable[Plan]) -> set[str]:
    """Every id and reference that can be asked for."""
    indicators = [(name, indicator.reference) for plan in plans for name, indicator in plan.indicators.items()]
    return {name for both in indicators for name in both if name is not None}


def _references(name: str, plans: Iterable[Plan]) -> set[str]:
    """The references that `name` stands for: itself, or those of the indicators of that id."""
    own = {indicator.reference for plan in plans if (indicator := plan.indicators.get(name))}
    return {reference for reference in own if reference is not None} or {name}


def _latest(plan: Plan, realised: Mapping[int, RealisedYear], indicator_id: str, today: date) -> int:
    """The latest year with a whole figure for the indicator; without any, the year of the plan that is running."""
    last = plan.indicators[indicator_id].retired
    counted = {year: content for year, content in realised.items() if last is None or year <= last}
    known = Series(plan, counted).years(indicator_id, max(counted, default=0))
    running = latest_year(plan, {}, today)
    return max(known, default=running if last is None else min(running, last))


def _ranking(alike: Sequence[tuple[Appraisal, Row]], reference: str | None) -> Ranking:
    judged = [(row.percent, appraisal, row) for appraisal, row in alike if isinstance(row.percent, Fraction)]
    judged.sort(key=lambda one: one[0], reverse=True)
    places: list[Place] = []
    rank, before = 0, None
    for position, (percent, appraisal, row) in enumerate(judged, 1):
        rank = rank if percent == before else position
        before = percent
        places.append(Place(appraisal, row, rank))
    places += (Place(appraisal, row, None) for appraisal, row in alike if not row.is_computed)
    first = alike[0][1].indicator
    return Ranking(first.unit, first.better, first.formula_in_force, reference, tuple(places))
