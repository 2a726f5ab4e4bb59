"""The words of a comparison: what was compared, how it was measured, and what came of it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from kumkm_targets.evaluation.comparison import Comparison, Place, Ranking
from kumkm_targets.messages import _, ngettext
from kumkm_targets.reporting.circumstances import known_quarters, without_parts
from kumkm_targets.reporting.legends import legends, scale_line
from kumkm_targets.reporting.marks import AMENDED_MARK, PARTIAL_MARK, is_amended
from kumkm_targets.reporting.plain import one_line
from kumkm_targets.reporting.status.cells import NOTHING, row_cells
from kumkm_targets.reporting.status.notes import (
    amendment_text,
    earlier_outlook_text,
    missing_text,
    original_text,
    outlook_year,
)
from kumkm_targets.reporting.words import BETTER, achievement_text, formula_text, indicator_name

_NAMED: Final = 3
"""How many plans of one rank are named; more of them are counted."""


@dataclass(frozen=True, slots=True)
class PlaceCells:
    """What the table says of one place, as text that is safe to show."""

    rank: str
    plan: str
    region: str
    indicator: str
    unit: str
    year: str
    target: str
    realised: str
    gap: str
    achievement: str
    verdict: str
    outlook: str


def title_lines(comparison: Comparison) -> tuple[str, str]:
    """The indicator with the name that was asked for, and how many plans in which year."""
    places, asked = comparison.places, one_line(comparison.name)
    names = [indicator_name(place.row.indicator) for place in places]
    count = len({place.plan.id for place in places})
    plans = ngettext("{n} plan", "{n} plans", count).format(n=count)
    when = str(comparison.year) if comparison.year else _("each plan in its latest year with a figure")
    return f"{names[0]} ({asked})" if names else asked, f"{plans} · {when}"


def measure_line(ranking: Ranking) -> str:
    """How the places of a ranking are measured: unit, formula and direction."""
    parts = list(dict.fromkeys(one_line(place.row.indicator.unit) for place in ranking.places))
    if ranking.reference is not None:
        parts.insert(0, one_line(ranking.reference))
    if ranking.better is not None and any(place.row.is_promised for place in ranking.places):
        formula, better = formula_text(ranking.places[0].row.indicator), _(BETTER[ranking.better])
        parts.append(_("Achievement = {formula} ({better})").format(formula=formula, better=better))
    return " · ".join(parts)


def place_cells(ranking: Ranking) -> list[PlaceCells]:
    """The cells of every place of a ranking."""
    shown = _achievements(ranking)
    return [_cells(place, text) for place, text in zip(ranking.places, shown, strict=True)]


def ranking_note(ranking: Ranking) -> str:
    """How many places are ranked, and the highest and the lowest achievement."""
    line = _("{n} of {of} ranked").format(n=len(ranking.ranked), of=len(ranking.places))
    if len(ranking.ranked) < 2:
        return line
    shown = dict(zip((place.rank for place in ranking.places), _achievements(ranking), strict=True))
    first, last = ranking.best, ranking.lowest
    highest = _("highest {percent} ({plans})").format(percent=f"{shown[1]}%", plans=_plans(first))
    lowest = _("lowest {percent} ({plans})").format(percent=f"{shown[last[0].rank]}%", plans=_plans(last))
    return f"{line} · {highest} · {lowest}" if first != last else f"{line} · {highest}"


def closing_notes(comparison: Comparison) -> Iterator[str]:
    """Why there are several tables, the scales and signs, and what is left out."""
    if len(comparison.rankings) > 1:
        yield _("What is measured in another way is ranked apart.")
    computed = [place.appraisal for place in comparison.places if place.row.is_computed]
    yield from dict.fromkeys(scale_line(appraisal.scale) for appraisal in computed if appraisal.scale)
    yield from legends([place.row for place in comparison.places])
    for place in comparison.places:
        yield from _place_notes(place)
    for plan, indicator_id in comparison.retired:
        yield _("{plan}: {indicator} is retired; its last year was {year}").format(
            plan=one_line(plan.id), indicator=indicator_id, year=plan.indicators[indicator_id].retired
        )


def _place_notes(place: Place) -> Iterator[str]:
    """What was amended, and what is missing of a figure that is not whole or cannot be derived."""
    row, plan, name = place.row, place.plan, one_line(place.plan.id)
    if is_amended(row) and row.amendment is not None:
        yield f"{AMENDED_MARK.strip()} {name}: {amendment_text(row.amendment)}, {original_text(row)}"
    if row.partial is not None:
        of_quarters = row.partial.quarters
        which = known_quarters(of_quarters) if of_quarters else without_parts(row.partial.missing_parts, plan)
        yield f"{PARTIAL_MARK.strip()} {name}: {which}"
    outlook_of = outlook_year(row, place.appraisal.year)
    if outlook_of is not None:
        yield f"{name}: {earlier_outlook_text(outlook_of)}"
    if row.missing and row.reason == "not_recorded":
        yield _("Components that are not known: {which}").format(which=f"{name} {missing_text(row, plan)}")


def _cells(place: Place, achievement: str) -> PlaceCells:
    row, plan = row_cells(place.row, place.appraisal), place.plan
    return PlaceCells(
        rank=NOTHING if place.rank is None else str(place.rank),
        plan=one_line(plan.id),
        region=one_line(plan.header.region.name),
        indicator=place.row.id,
        unit=row.unit,
        year=str(place.appraisal.year),
        target=row.target,
        realised=row.realised,
        gap=row.gap,
        achievement=achievement,
        verdict=row.verdict,
        outlook=row.outlook,
    )


def _achievements(ranking: Ranking) -> list[str]:
    """The achievement of every place, with as many decimals as it takes to tell one rank from the next."""
    percents = [place.row.achievement for place in ranking.places]
    ladder = list(dict.fromkeys(percent for percent in percents if percent is not None))
    beside = {percent: ladder[max(step - 1, 0) : step + 2] for step, percent in enumerate(ladder)}
    return [
        NOTHING if percent is None else _told_apart(percent, place.row.thresholds, beside[percent])
        for place, percent in zip(ranking.places, percents, strict=True)
    ]


def _told_apart(percent: Decimal, thresholds: Sequence[Decimal], beside: Sequence[Decimal]) -> str:
    return achievement_text(percent, (*thresholds, *(other for other in beside if other != percent)))


def _plans(places: Sequence[Place]) -> str:
    """The plans by name, or how many there are."""
    if len(places) > _NAMED:
        return ngettext("{n} plan", "{n} plans", len(places)).format(n=len(places))
    return ", ".join(one_line(place.plan.id) for place in places)
