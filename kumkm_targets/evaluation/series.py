"""An indicator's realised values over the years: recorded, or derived from other indicators."""

from collections.abc import Iterator, Mapping
from fractions import Fraction
from graphlib import CycleError, TopologicalSorter

from kumkm_targets.evaluation.formulas import (
    Expression,
    FormulaError,
    Lookup,
    evaluate,
    parse_formula,
    references,
)
from kumkm_targets.model.plan import Plan
from kumkm_targets.model.realised import RealisedFigure, RealisedYear


class Series:
    """The realised values of every indicator of a plan, by year, exact.

    A derived indicator takes its value from its components; where these are not all known, a
    figure recorded for the indicator itself stands in. A formula that leads back to itself within
    one year derives nothing.
    """

    def __init__(self, plan: Plan, realised: Mapping[int, RealisedYear]) -> None:
        self._plan = plan
        self._realised = realised
        self._formulas = {
            indicator_id: expression
            for indicator_id, indicator in plan.indicators.items()
            if indicator.formula and (expression := _parsed(indicator.formula))
        }
        self._values: dict[tuple[str, int], Fraction] = {}
        self._derived: set[tuple[str, int]] = set()
        order = _components_first(self._formulas)
        for year in sorted(realised):
            self._fill(year, order)

    def entry(self, indicator_id: str, year: int) -> RealisedFigure | None:
        """What is recorded for the indicator and year."""
        content = self._realised.get(year)
        return content.figures.get(indicator_id) if content else None

    def value(self, indicator_id: str, year: int) -> Fraction | None:
        """The value of the indicator in `year`; None where it is not known."""
        return self._values.get((indicator_id, year))

    def is_derived(self, indicator_id: str, year: int) -> bool:
        """Whether the value comes from the indicator's formula."""
        return (indicator_id, year) in self._derived

    def components(self, indicator_id: str, year: int) -> dict[str, Fraction | None]:
        """The figures that the indicator's formula is made of, as the formula names them."""
        expression = self._formulas.get(indicator_id)
        if expression is None:
            return {}
        return {str(reference): evaluate(reference, self.lookup(year)) for reference in references(expression)}

    def years(self, indicator_id: str, until: int) -> dict[int, Fraction]:
        """Every known value up to and including `until`, by year."""
        found = {year: self.value(indicator_id, year) for year in sorted(self._realised) if year <= until}
        return {year: value for year, value in found.items() if value is not None}

    def lookup(self, year: int) -> Lookup:
        """What a formula over `year` finds: known values, and baselines in their own year."""
        return lambda indicator_id, back: self._value_or_baseline(indicator_id, year - back)

    def _fill(self, year: int, order: list[str]) -> None:
        """Enter the values of `year`; those of earlier years are entered already."""
        for indicator_id, figure in self._realised[year].figures.items():
            if figure.value is not None:
                self._values[indicator_id, year] = Fraction(figure.value)
        for indicator_id in order:
            derived = evaluate(self._formulas[indicator_id], self.lookup(year))
            if derived is not None:
                self._values[indicator_id, year] = derived
                self._derived.add((indicator_id, year))

    def _value_or_baseline(self, indicator_id: str, year: int) -> Fraction | None:
        value = self.value(indicator_id, year)
        indicator = self._plan.indicators.get(indicator_id)
        if value is None and indicator is not None and indicator.baseline and indicator.baseline.year == year:
            return Fraction(indicator.baseline.value)
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


def _parsed(formula: str) -> Expression | None:
    try:
        return parse_formula(formula)
    except FormulaError:
        return None  # `check` reports it; the indicator then stands on its recorded figures
