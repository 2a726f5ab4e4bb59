"""The figure of a year: recorded as one, or made of its quarters or of its kabupaten and kota."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Final, Literal

from kumkm_targets.evaluation.formulas import formulas_of, references
from kumkm_targets.model.fields import OverTime
from kumkm_targets.model.plan import Indicator, Plan
from kumkm_targets.model.realised import RealisedFigure, RealisedYear

QUARTERS: Final = (1, 2, 3, 4)

Origin = Literal["recorded", "quarters", "parts", "formula"]
"""Where a value comes from."""


@dataclass(frozen=True, slots=True)
class YearFigure:
    """What is known of an indicator in a year.

    value: in the indicator's unit. quarters: those it is made of; missing_parts: the region codes
    that would make it whole. A figure that is not whole is shown, and never judged.
    """

    value: Fraction
    origin: Origin
    is_whole: bool = True
    quarters: tuple[int, ...] = ()
    missing_parts: tuple[str, ...] = ()


def figure_of_year(indicator: Indicator, figure: RealisedFigure, expected_parts: Collection[str]) -> YearFigure | None:
    """The figure of the whole year: its own value, else its quarters, else its parts; None: nothing is known.

    Parts that are all there go before quarters that are not.

    expected_parts: the region codes that make up the whole. Parts of a ratio or an index are not
    added: their components are, and the formula is put on top.
    """
    if figure.value is not None:
        return YearFigure(Fraction(figure.value), "recorded")
    of_quarters = _of_quarters(indicator.over_time, figure.quarters, QUARTERS)
    if not figure.parts or not adds_up(indicator) or (of_quarters is not None and of_quarters.is_whole):
        return of_quarters
    missing = tuple(code for code in expected_parts if code not in figure.parts)
    if missing and of_quarters is not None:
        return of_quarters
    total = sum(map(Fraction, figure.parts.values()), Fraction(0))
    return YearFigure(total, "parts", is_whole=not missing, missing_parts=missing)


def figure_to_quarter(indicator: Indicator, figure: RealisedFigure, quarter: int) -> YearFigure | None:
    """The figure of the year up to and including `quarter`, 1 to 3; None: nothing is known of these quarters."""
    return _of_quarters(indicator.over_time, figure.quarters, QUARTERS[:quarter])


def expected_parts(plan: Plan, realised: Mapping[int, RealisedYear], year: int) -> dict[str, tuple[str, ...]]:
    """The kabupaten and kota that make up the whole in `year`, by region code, of each indicator.

    Where the plan does not list them in `[parts]`: all that the indicator, or another component of
    the same formula, has had a figure or a target for up to then: a region that is founded later
    does not make earlier years incomplete. A ratio is never made of different parts.
    """
    if plan.parts:
        return dict.fromkeys(plan.indicators, tuple(plan.parts))
    seen = {
        name: {code for of, targets in one.part_targets.items() if of <= year for code in targets}
        for name, one in plan.indicators.items()
    }
    for content in (content for of, content in realised.items() if of <= year):
        for name, figure in content.figures.items():
            if figure.parts and name in seen:
                seen[name].update(figure.parts)
    together = dict(seen)
    for formula in formulas_of(plan).values():
        names = [reference.id for reference in references(formula) if reference.id in seen]
        codes = {code for name in names for code in seen[name]}
        together.update((name, together[name] | codes) for name in names)
    return {name: tuple(sorted(codes)) for name, codes in together.items()}


def adds_up(indicator: Indicator) -> bool:
    """Whether figures of kabupaten and kota can be added: counts and money, whatever their scale."""
    measure = indicator.measure
    return measure.is_money or measure.kind == "whole"


def _of_quarters(over_time: OverTime, figures: Mapping[int, Decimal], needed: tuple[int, ...]) -> YearFigure | None:
    known = tuple(quarter for quarter in needed if quarter in figures)
    if not known:
        return None
    is_whole = known[-1] == needed[-1] if over_time == "latest" else known == needed
    value = combined(over_time, [figures[quarter] for quarter in known])
    return YearFigure(value, "quarters", is_whole=is_whole, quarters=known)


def combined(over_time: OverTime, figures: Sequence[Decimal]) -> Fraction:
    """Figures of years or quarters, one after another, as `over_time` adds them up."""
    if over_time == "latest":
        return Fraction(figures[-1])
    total = sum(map(Fraction, figures), Fraction(0))
    return total if over_time == "sum" else total / len(figures)
