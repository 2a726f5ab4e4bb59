"""An indicator's realised values over the years: recorded, or derived from other indicators."""

from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction
from graphlib import CycleError, TopologicalSorter

from kumkm_targets.evaluation.formulas import (
    Expression,
    Lookup,
    evaluate,
    formulas_of,
    references,
)
from kumkm_targets.evaluation.ratios import ratio_of, total
from kumkm_targets.evaluation.year_figures import (
    QUARTERS,
    YearFigure,
    expected_parts,
    figure_of_year,
    figure_to_quarter,
)
from kumkm_targets.model.plan import Plan
from kumkm_targets.model.realised import RealisedFigure, RealisedYear


class Series:
    """The realised values of every indicator of a plan, by year, exact.

    A derived indicator takes its value from its components; where these are not all known, a
    figure recorded for the indicator itself stands in. A formula that leads back to itself within
    one year derives nothing. quarter: every year counts up to and including it.
    """

    def __init__(self, plan: Plan, realised: Mapping[int, RealisedYear], quarter: int | None = None) -> None:
        self._plan = plan
        self._realised = realised
        self._quarter = None if quarter == QUARTERS[-1] else quarter
        self._formulas = formulas_of(plan)
        self._figures: dict[tuple[str, int], YearFigure] = {}
        self._expected: dict[int, dict[str, tuple[str, ...]]] = {}
        order = _components_first(self._formulas)
        for year in sorted(realised):
            self._fill(year, order)

    def entry(self, indicator_id: str, year: int) -> RealisedFigure | None:
        """What is recorded for the indicator and year."""
        content = self._realised.get(year)
        return content.figures.get(indicator_id) if content else None

    def figure(self, indicator_id: str, year: int) -> YearFigure | None:
        """What is known of the indicator in `year`, whole or not."""
        return self._figures.get((indicator_id, year))

    def value(self, indicator_id: str, year: int) -> Fraction | None:
        """The value of the indicator in `year`; None where it is not known, or not whole."""
        figure = self._figures.get((indicator_id, year))
        return figure.value if figure is not None and figure.is_whole else None

    def is_derived(self, indicator_id: str, year: int) -> bool:
        """Whether the value comes from the indicator's formula."""
        figure = self.figure(indicator_id, year)
        return figure is not None and figure.origin == "formula"

    def components(self, indicator_id: str, year: int) -> dict[str, Fraction | None]:
        """The figures that the indicator's formula is made of, as the formula names them."""
        expression = self._formulas.get(indicator_id)
        if expression is None:
            return {}
        return {str(reference): evaluate(reference, self.lookup(year)) for reference in references(expression)}

    def missing(self, indicator_id: str, year: int) -> tuple[str, ...]:
        """The components, as the formula names them, without which it gives nothing in `year`."""
        expression, lookup = self._formulas.get(indicator_id), self.lookup(year)
        if expression is None:
            return ()
        missing = (
            one for one in references(expression) if any(lookup(one.id, back) is None for back in one.years_back)
        )
        return tuple(dict.fromkeys(map(str, missing)))

    def years(self, indicator_id: str, until: int) -> dict[int, Fraction]:
        """Every known value up to and including `until`, by year."""
        found = {year: self.value(indicator_id, year) for year in sorted(self._realised) if year <= until}
        return {year: value for year, value in found.items() if value is not None}

    def so_far(self, indicator_id: str, until: int) -> Fraction | None:
        """The known years of the plan up to `until` as `over_time` adds them up; the latest may be from before it.

        The average of a ratio is that of the totals: numerators and denominators are added.
        """
        period = self._plan.header.period
        known = self.years(indicator_id, min(until, period.end))
        over_time = self._plan.indicators[indicator_id].over_time
        if over_time == "latest":
            return known[max(known)] if known else None
        counted = {year: value for year, value in known.items() if year >= period.start}
        if not counted:
            return None
        if over_time == "average" and indicator_id in self._formulas:
            of_totals = self._ratio_of_totals(indicator_id, counted)
            if of_totals is not None:
                return of_totals
        total = sum(counted.values(), Fraction(0))
        return total if over_time == "sum" else total / len(counted)

    def lookup(self, year: int) -> Lookup:
        """What a formula over `year` finds: known values, and baselines in their own year."""
        return lambda indicator_id, back: self._value_or_baseline(indicator_id, year - back)

    def _ratio_of_totals(self, indicator_id: str, years: Iterable[int]) -> Fraction | None:
        """None where the formula is no quotient of two sums, or a component of one of the years is not known."""
        ratio = ratio_of(self._formulas[indicator_id])
        if ratio is None:
            return None
        tops, bottoms = Fraction(0), Fraction(0)
        for year in years:
            values = {name: self.value(name, year) for name in ratio.components}
            known = {name: value for name, value in values.items() if value is not None}
            if len(known) < len(values):
                return None
            tops += total(ratio.numerator, known)
            bottoms += total(ratio.denominator, known)
        return tops / bottoms if bottoms else None

    def _fill(self, year: int, order: list[str]) -> None:
        """Enter the values of `year`; those of earlier years are entered already."""
        for name, entry in self._realised[year].figures.items():
            figure = self._recorded(name, year, entry)
            if figure is not None:
                self._figures[name, year] = figure
        for name in order:
            derived = evaluate(self._formulas[name], self.lookup(year))
            if derived is not None:
                self._figures[name, year] = YearFigure(derived, "formula")

    def _recorded(self, name: str, year: int, entry: RealisedFigure) -> YearFigure | None:
        indicator = self._plan.indicators.get(name)
        if entry.value is not None and self._quarter is None:  # as nearly all are
            return YearFigure(Fraction(entry.value), "recorded")
        if indicator is None:
            return None
        if self._quarter is not None:
            return figure_to_quarter(indicator, entry, self._quarter)
        return figure_of_year(indicator, entry, self._expected_parts(year)[name] if entry.parts else ())

    def _expected_parts(self, year: int) -> dict[str, tuple[str, ...]]:
        if year not in self._expected:
            self._expected[year] = expected_parts(self._plan, self._realised, year)
        return self._expected[year]

    def _value_or_baseline(self, indicator_id: str, year: int) -> Fraction | None:
        value = self.value(indicator_id, year)
        indicator = self._plan.indicators.get(indicator_id)
        if value is None and indicator is not None and indicator.baseline and indicator.baseline.year == year:
            return None if self._quarter else Fraction(indicator.baseline.value)
        return value


def same_year(expression: Expression) -> set[str]:
    """The indicators whose figure of the same year `expression` needs."""
    return {reference.id for reference in references(expression) if reference.function != "previous"}


def circles(formulas: Mapping[str, Expression]) -> Iterator[tuple[str, ...]]:
    """The circles among formulas within one year: each indicator needs the next, the last the first again."""
    left = {name: same_year(formula) & formulas.keys() for name, formula in formulas.items()}
    while any(left.values()):
        try:
            TopologicalSorter(left).prepare()
        except CycleError as error:
            circle = tuple(reversed(error.args[1][1:]))
            yield circle
            left = {name: needs.difference(circle) for name, needs in left.items() if name not in circle}
        else:
            return


def circular(formulas: Mapping[str, Expression]) -> set[str]:
    """The indicators whose formula leads back to itself within one year."""
    return {name for circle in circles(formulas) for name in circle}


def _components_first(formulas: Mapping[str, Expression]) -> list[str]:
    """The derived indicators in an order in which each comes after those it is made of."""
    caught = circular(formulas)
    needs = {name: same_year(expression) for name, expression in formulas.items() if name not in caught}
    return [name for name in TopologicalSorter(needs).static_order() if name in needs]
