"""An indicator's realised values over the years: recorded, or derived from other indicators."""

from collections.abc import Mapping
from fractions import Fraction

from kumkm_targets.evaluation.formulas import Expression, FormulaError, Lookup, evaluate, parse_formula, references
from kumkm_targets.model.plan import Plan
from kumkm_targets.model.realised import RealisedFigure, RealisedYear


class Series:
    """The realised values of every indicator of a plan, by year, exact.

    A derived indicator takes its value from its components; where these are not all recorded, a
    figure recorded for the indicator itself stands in.
    """

    def __init__(self, plan: Plan, realised: Mapping[int, RealisedYear]) -> None:
        self._plan = plan
        self._realised = realised
        self._formulas = {
            indicator_id: expression
            for indicator_id, indicator in plan.indicators.items()
            if indicator.formula and (expression := _parsed(indicator.formula))
        }
        self._known: dict[tuple[str, int], Fraction | None] = {}

    def entry(self, indicator_id: str, year: int) -> RealisedFigure | None:
        """What is recorded for the indicator and year."""
        content = self._realised.get(year)
        return content.figures.get(indicator_id) if content else None

    def value(self, indicator_id: str, year: int) -> Fraction | None:
        """The value of the indicator in `year`; None where it is not known."""
        place = (indicator_id, year)
        if place not in self._known:
            self._known[place] = None  # a formula that leads back to itself finds nothing here
            derived = self._derived(indicator_id, year)
            self._known[place] = self._recorded(indicator_id, year) if derived is None else derived
        return self._known[place]

    def is_derived(self, indicator_id: str, year: int) -> bool:
        """Whether the value comes from the indicator's formula."""
        return self._derived(indicator_id, year) is not None

    def components(self, indicator_id: str, year: int) -> dict[str, Fraction | None]:
        """The figures that the indicator's formula is made of, as the formula names them."""
        expression = self._formulas.get(indicator_id)
        return (
            {}
            if expression is None
            else {str(reference): evaluate(reference, self._lookup(year)) for reference in references(expression)}
        )

    def years(self, indicator_id: str, until: int) -> dict[int, Fraction]:
        """Every known value up to and including `until`, by year."""
        found = {year: self.value(indicator_id, year) for year in sorted(self._realised) if year <= until}
        return {year: value for year, value in found.items() if value is not None}

    def _derived(self, indicator_id: str, year: int) -> Fraction | None:
        expression = self._formulas.get(indicator_id)
        if expression is None:
            return None
        return evaluate(expression, self._lookup(year))

    def _lookup(self, year: int) -> Lookup:
        return lambda other, back: self._value_or_baseline(other, year - back)

    def _recorded(self, indicator_id: str, year: int) -> Fraction | None:
        entry = self.entry(indicator_id, year)
        return Fraction(entry.value) if entry is not None and entry.value is not None else None

    def _value_or_baseline(self, indicator_id: str, year: int) -> Fraction | None:
        if indicator_id not in self._plan.indicators:
            return None
        value = self.value(indicator_id, year)
        baseline = self._plan.indicators[indicator_id].baseline
        if value is None and baseline is not None and baseline.year == year:
            return Fraction(baseline.value)
        return value


def _parsed(formula: str) -> Expression | None:
    try:
        return parse_formula(formula)
    except FormulaError:
        return None  # `check` reports it; the indicator then stands on its recorded figures
