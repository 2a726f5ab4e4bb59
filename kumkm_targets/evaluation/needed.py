"""Which figures a plan needs: those of its promises, and those that derived promises are made of."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

from kumkm_targets.evaluation.formulas import (
    formulas_of,
    references,
)
from kumkm_targets.evaluation.series import Series
from kumkm_targets.evaluation.targets import targets_in_force
from kumkm_targets.evaluation.year_figures import QUARTERS
from kumkm_targets.model.plan import Indicator, Plan
from kumkm_targets.model.realised import RealisedYear


@dataclass(frozen=True, slots=True)
class Needed:
    """The figure of an indicator and year.

    quarters: those of the running year that are over and have targets. needed_for: the derived
    promises that it is a component of; none where it is promised itself.
    """

    id: str
    year: int
    quarters: tuple[int, ...] = ()
    needed_for: tuple[str, ...] = ()


def needed_figures(plan: Plan, realised: Mapping[int, RealisedYear], today: date) -> tuple[Needed, ...]:
    """The figures that the plan needs by `today`, in its order and by year; recorded or not.

    Of every indicator with a target: the years that have one, the plan's last where something is
    promised for its end, every year where years add up to such a promise, and those that a figure
    was recorded for; the running year included, closed ones not. A derived promise asks for its
    components instead, unless it has a figure of its own. Supporting data that no formula needs is
    never asked for.
    """
    search = _Search(plan, realised, today)
    found: dict[tuple[str, int], Needed] = {}
    for name, indicator in plan.indicators.items():
        for year in search.years_of(name, indicator):
            for need in search.figures(name, year, search.quarters(indicator, year)):
                key = (need.id, need.year)
                found[key] = _merged(found[key], need) if key in found else need
    places = {name: place for place, name in enumerate(plan.indicators)}
    return tuple(sorted(found.values(), key=lambda need: (places[need.id], need.year)))


class _Search:
    """Where the figures of a plan come from."""

    def __init__(self, plan: Plan, realised: Mapping[int, RealisedYear], today: date) -> None:
        self._plan = plan
        self._realised = realised
        self._today = today
        self._series = Series(plan, realised)
        self._formulas = formulas_of(plan)

    def years_of(self, name: str, indicator: Indicator) -> list[int]:
        """The years of the plan in which figures of the promise are asked for; none without a promise."""
        period = self._plan.header.period
        asked = {*targets_in_force(self._plan, name, self._today)}
        if indicator.final_target is not None:
            asked |= {period.end} if indicator.over_time == "latest" else {*range(period.start, period.end + 1)}
        if asked:
            asked |= {year for year in self._realised if self._series.entry(name, year) is not None}
        return sorted(year for year in asked if period.start <= year <= min(period.end, self._today.year))

    def quarters(self, indicator: Indicator, year: int) -> tuple[int, ...]:
        """The quarters of the running year that are over and have targets."""
        if year != self._today.year:
            return ()
        over = QUARTERS[: (self._today.month - 1) // 3]
        return tuple(quarter for quarter in over if quarter in indicator.quarter_targets.get(year, {}))

    def figures(self, promise: str, year: int, quarters: tuple[int, ...]) -> Iterator[Needed]:
        """What is to be recorded for the promise: its own figure, or those that its formula is made of."""
        seen: set[tuple[str, int]] = set()
        left = [(promise, year)]
        while left:
            name, of = left.pop()
            if (name, of) in seen or not self._is_open(name, of):
                continue
            seen.add((name, of))
            formula = self._formulas.get(name)
            if formula is not None and not self._stands_recorded(name, of):
                left += ((one.id, of - back) for one in references(formula) for back in one.years_back)
            elif name == promise:
                yield Needed(name, of, quarters if of == year else ())
            elif not self._is_baseline(name, of):
                yield Needed(name, of, quarters if of == year else (), (promise,))

    def _is_open(self, name: str, year: int) -> bool:
        """Whether a figure of that year can still be recorded, and is one of the plan."""
        indicator, period = self._plan.indicators.get(name), self._plan.header.period
        if indicator is None or not period.start <= year <= period.end:
            return False
        content = self._realised.get(year)
        is_retired = indicator.retired is not None and year > indicator.retired
        return not is_retired and (content is None or content.closed is None)

    def _stands_recorded(self, name: str, year: int) -> bool:
        """Whether a derived indicator has a figure of its own, or is said to have none."""
        figure, entry = self._series.figure(name, year), self._series.entry(name, year)
        if figure is None:
            return entry is not None and entry.unavailable is not None
        return figure.origin != "formula" and (figure.is_whole or year == self._today.year)

    def _is_baseline(self, name: str, year: int) -> bool:
        """Whether the baseline is the figure of the year, and formulas take it."""
        baseline = self._plan.indicators[name].baseline
        return baseline is not None and baseline.year == year and self._series.entry(name, year) is None


def _merged(one: Needed, other: Needed) -> Needed:
    is_promised = not one.needed_for or not other.needed_for
    needed_for = () if is_promised else tuple(dict.fromkeys((*one.needed_for, *other.needed_for)))
    return replace(one, quarters=tuple(sorted({*one.quarters, *other.quarters})), needed_for=needed_for)
