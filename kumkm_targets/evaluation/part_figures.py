"""The figures of kabupaten and kota: recorded, or derived for each one, and which of them can be added."""

from collections.abc import Collection, Iterable, Mapping
from fractions import Fraction
from functools import cached_property, reduce
from typing import Final

from kumkm_targets.evaluation.formulas import (
    Expression,
    Number,
    Operation,
    Reference,
    evaluate,
    formulas_of,
    parse_formula,
    references,
)
from kumkm_targets.evaluation.ratios import Ratio, ratio_of, total
from kumkm_targets.evaluation.series import Series
from kumkm_targets.evaluation.year_figures import adds_up, expected_parts
from kumkm_targets.figures.exact import EXACT
from kumkm_targets.model.plan import Plan
from kumkm_targets.model.realised import RealisedFigure, RealisedYear

_ANYTHING: Final = Reference("#")
"""Divides a formula, to see whether it is one sum of figures; no id is written like this."""


class PartFigures:
    """The values of every indicator of a plan in each kabupaten and kota, by region code.

    A formula is evaluated over the figures of the part itself, `growth` and `previous` over its own
    year before; a baseline is that of the whole and never that of a part. Components are named as a
    formula names them: `x`, or `previous(x)` for the year before.
    """

    def __init__(self, plan: Plan, realised: Mapping[int, RealisedYear]) -> None:
        self._declared = plan
        self._plan = _without_baselines(plan)
        self._realised = realised
        entries = [entry for year in realised.values() for entry in year.figures.values()]
        self.codes = tuple(sorted({code for entry in entries for code in entry.parts}))
        self._series = {code: Series(self._plan, self._of_part(code)) for code in self.codes}
        self._formulas = {name: _spelled_out(expression) for name, expression in formulas_of(plan).items()}
        self._needs = {name: _names(self.components(name)) for name in self._formulas}
        self._additive = self._adding_up()

    def value(self, code: str, indicator_id: str, year: int) -> Fraction | None:
        """The value of the indicator in that part and year; None where it is not known."""
        series = self._series.get(code)
        return series.value(indicator_id, year) if series else None

    def component(self, code: str, name: str, year: int) -> Fraction | None:
        """The figure of a component in that part, seen from `year`."""
        series = self._series.get(code)
        return evaluate(parse_formula(name), series.lookup(year)) if series else None

    def are_additive(self, indicator_id: str) -> bool:
        """Whether the parts can be added: counts and money, and sums of them."""
        return indicator_id in self._additive

    def ratio(self, indicator_id: str) -> Ratio | None:
        """The indicator's formula as a quotient of two sums of figures that can be added; None for all others."""
        formula = self._formulas.get(indicator_id)
        ratio = None if formula is None else ratio_of(formula)
        return ratio if ratio is not None and self._have_additive(ratio.components) else None

    def quotient(self, code: str, ratio: Ratio, year: int) -> tuple[Fraction, Fraction] | None:
        """Numerator and denominator of that part; None where a component is not known."""
        figures = {name: self.component(code, name, year) for name in ratio.components}
        known = {name: figure for name, figure in figures.items() if figure is not None}
        if len(known) < len(figures):
            return None
        return total(ratio.numerator, known), total(ratio.denominator, known)

    def components(self, indicator_id: str) -> tuple[str, ...]:
        """What the indicator's formula is made of, `growth` taken apart."""
        formula = self._formulas.get(indicator_id)
        return () if formula is None else tuple(dict.fromkeys(reference.id for reference in references(formula)))

    def additive_components(self, indicator_id: str) -> tuple[str, ...]:
        """Those components that can be added."""
        return tuple(name for name in self.components(indicator_id) if self._have_additive((name,)))

    def lacking(self, code: str, indicator_id: str, year: int) -> tuple[str, ...]:
        """The components that the part has no figure of."""
        return tuple(name for name in self.components(indicator_id) if self.component(code, name, year) is None)

    def expected(self, indicator_id: str, year: int) -> tuple[str, ...]:
        """The region codes that make up the whole, of the indicator or of what it is derived from."""
        expected = expected_parts(self._declared, self._realised, year)
        names = self._made_of(indicator_id) & self._plan.indicators.keys()
        return tuple(sorted({code for name in names for code in expected[name]}))

    def has_figures(self, indicator_id: str, year: int) -> bool:
        """Whether any part of the indicator, or of what it is derived from, is recorded in `year`."""
        content = self._realised.get(year)
        names = self._made_of(indicator_id)
        return content is not None and any(entry.parts for name, entry in content.figures.items() if name in names)

    def of_totals(self, indicator_id: str, year: int, codes: Iterable[str]) -> Fraction | None:
        """The indicator's formula over the added figures of these parts; None where one it needs cannot be added."""
        codes = tuple(codes)
        added = {
            of: _year(of, {name: figures for name in content.figures if (figures := self._added(content, name, codes))})
            for of, content in self._realised.items()
        }
        series = Series(self._plan, added)
        return series.value(indicator_id, year) if series.is_derived(indicator_id, year) else None

    def of_whole(self, name: str, year: int) -> Fraction | None:
        """The figure of a component for the whole, by itself or as its parts make it."""
        return evaluate(parse_formula(name), self._whole.lookup(year))

    @cached_property
    def _whole(self) -> Series:
        return Series(self._declared, self._realised)

    def _added(self, content: RealisedYear, name: str, codes: Collection[str]) -> RealisedFigure | None:
        parts = content.figures[name].parts
        if name not in self._additive or not codes or any(code not in parts for code in codes):
            return None
        return RealisedFigure(value=reduce(EXACT.add, (parts[code] for code in codes)))

    def _of_part(self, code: str) -> dict[int, RealisedYear]:
        """The realised years as that part would have recorded them."""
        return {
            year: _year(
                year,
                {
                    name: RealisedFigure(value=entry.parts[code])
                    for name, entry in content.figures.items()
                    if code in entry.parts
                },
            )
            for year, content in self._realised.items()
        }

    def _adding_up(self) -> set[str]:
        """All that are counted or paid, and all that are sums of nothing else."""
        sums = {name: _names(sum_of) for name, formula in self._formulas.items() if (sum_of := _sum_of(formula))}
        recorded = self._plan.indicators.keys() - self._formulas.keys()
        found = {name for name in recorded if adds_up(self._plan.indicators[name])} | sums.keys()
        while mixed := {name for name in found & sums.keys() if not sums[name] <= found}:
            found -= mixed
        return found

    def _have_additive(self, components: Iterable[str]) -> bool:
        return _names(components) <= self._additive

    def _made_of(self, indicator_id: str) -> set[str]:
        """The indicator itself, and all that its figure is derived from."""
        found: set[str] = set()
        left = {indicator_id}
        while left:
            found |= left
            left = {part for name in left for part in self._needs.get(name, ())} - found
        return found


def _names(components: Iterable[str]) -> set[str]:
    """The indicators that these components are figures of."""
    return {reference.id for name in components for reference in references(parse_formula(name))}


def _sum_of(formula: Expression) -> tuple[str, ...]:
    """What the formula adds up, if it is one sum of figures; else nothing."""
    ratio = ratio_of(Operation("/", formula, _ANYTHING))
    return tuple(ratio.numerator) if ratio is not None and ratio.denominator.keys() == {_ANYTHING.id} else ()


def _spelled_out(formula: Expression) -> Expression:
    """The formula over components only: `growth` taken apart, and the year before a figure of its own name."""
    if isinstance(formula, Operation):
        return Operation(formula.sign, _spelled_out(formula.left), _spelled_out(formula.right))
    if isinstance(formula, Number) or not formula.function:
        return formula
    before = Reference(str(Reference(formula.id, "previous")))
    if formula.function == "previous":
        return before
    change = Operation("-", Reference(formula.id), before)
    return Operation("*", Number(Fraction(100)), Operation("/", change, before))


def _without_baselines(plan: Plan) -> Plan:
    bare = {name: indicator.model_copy(update={"baseline": None}) for name, indicator in plan.indicators.items()}
    return plan.model_copy(update={"indicators": bare})


def _year(year: int, figures: dict[str, RealisedFigure]) -> RealisedYear:
    return RealisedYear(format=1, year=year, figures=figures)
